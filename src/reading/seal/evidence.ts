import type { RingEvidence } from "../../domain/seal/confidence.ts";
import { COVERED, EDGE, INK, OFF_PAGE, PAPER, radialDensity, RAYS, STEPS, type Polar } from "./polar.ts";

const stepAt = (radius: number) => Math.round(radius * EDGE);

export function ringEvidence(polar: Polar): RingEvidence {
  const density = radialDensity(polar);
  const ring = Math.max(...density.slice(stepAt(0.9), stepAt(1.02)));
  const within = Math.min(...density.slice(stepAt(0.78), stepAt(0.96)));
  return {
    ...edgeEvidence(polar),
    ringContrast: ring === 0 ? 0 : Math.max(0, 1 - within / ring),
    fill: areaDensity(density, 0, 0.86),
    outside: areaDensity(density, 1.06, 1.16),
    bandChanges: bandChanges(polar),
    star: starScore(polar),
  };
}

/** Looks at each ray from outside inwards. */
function edgeEvidence(polar: Polar): Pick<RingEvidence, "ringCoverage" | "onPage" | "fitResidual"> {
  const edges: number[] = [];
  let unknown = 0;
  let offPage = 0;
  for (let ray = 0; ray < RAYS; ray++) {
    const [first, last] = [ray * STEPS + stepAt(0.9), ray * STEPS + stepAt(1.05) - 1];
    let at = last;
    let covered = 0;
    let isOffPage = false;
    for (; at >= first && polar[at] !== INK; at--) {
      if (polar[at] === COVERED) covered++;
      if (polar[at] === OFF_PAGE) isOffPage = true;
    }
    if (at >= first) edges.push((at - ray * STEPS + 1) / EDGE);
    else if (isOffPage) offPage++;
    else if (covered >= 3) unknown++;
  }
  const known = RAYS - unknown - offPage;
  const middle = [...edges].sort((a, b) => a - b)[edges.length >> 1] ?? 1;
  // Three quarters of the rays: another seal or handwriting may lie across the rest.
  const errors = edges.map((edge) => Math.abs(edge - middle)).sort((a, b) => a - b);
  const nearest = errors.slice(0, Math.ceil(0.75 * errors.length));
  return {
    ringCoverage: known < RAYS / 6 ? 0 : edges.length / known,
    onPage: (RAYS - offPage) / RAYS,
    fitResidual: nearest.length === 0 ? 1 : nearest.reduce((sum, error) => sum + error, 0) / nearest.length,
  };
}

/** Mean density between two radii, weighted by area. */
function areaDensity(density: number[], from: number, to: number): number {
  let ink = 0;
  let area = 0;
  for (let step = stepAt(from); step < stepAt(to); step++) {
    ink += (density[step] ?? 0) * (step + 0.5);
    area += step + 0.5;
  }
  return ink / area;
}

/** The liveliest third of the rounds between 0.5 and 0.9: characters have many strokes, a drawn figure few. */
function bandChanges(polar: Polar): number {
  const rounds: number[] = [];
  for (let step = stepAt(0.5); step < stepAt(0.9); step++) {
    let changes = 0;
    let last = PAPER;
    for (let ray = 0; ray < RAYS; ray++) {
      const value = polar[ray * STEPS + step] ?? PAPER;
      if (value > INK) continue;
      if (value !== last) changes++;
      last = value;
    }
    rounds.push(changes);
  }
  const liveliest = rounds.sort((a, b) => b - a).slice(0, Math.ceil(rounds.length / 3));
  return liveliest.reduce((sum, changes) => sum + changes, 0) / liveliest.length;
}

/** The fifth harmonic of the ink around the centre against its neighbours: near 1 for a star, any way round. */
function starScore(polar: Polar): number {
  const profile = starProfile(polar);
  const strengths = [1, 2, 3, 4, 5, 6, 7].map((order) => Math.hypot(...harmonic(profile, order)));
  const fifth = strengths[4] ?? 0;
  const others = strengths.reduce((sum, strength) => sum + strength, 0) - fifth;
  const mean = profile.reduce((sum, value) => sum + value, 0) / RAYS;
  if (mean < 1) return 0;
  return Math.min(1, (fifth / (fifth + 0.5 * others)) * Math.min(1, fifth / (0.2 * mean)));
}

/** Ink from the centre outwards on each ray, in radial steps up to the longest star's tips. */
export function starProfile(polar: Polar): number[] {
  return Array.from({ length: RAYS }, (_, ray) => {
    let ink = 0;
    for (let step = stepAt(0.06); step < stepAt(0.36); step++) if (polar[ray * STEPS + step] === INK) ink++;
    return ink;
  });
}

const COSINES = Float64Array.from({ length: RAYS }, (_, degree) => Math.cos((degree * Math.PI) / 180));
const SINES = Float64Array.from({ length: RAYS }, (_, degree) => Math.sin((degree * Math.PI) / 180));

/** Cosine and sine part of the harmonic of this order of a value a degree. */
export function harmonic(values: number[], order: number): [cosine: number, sine: number] {
  let cosine = 0;
  let sine = 0;
  for (let degree = 0; degree < RAYS; degree++) {
    const turned = (order * degree) % RAYS;
    cosine += (values[degree] ?? 0) * (COSINES[turned] ?? 0);
    sine += (values[degree] ?? 0) * (SINES[turned] ?? 0);
  }
  return [(2 * cosine) / RAYS, (2 * sine) / RAYS];
}
