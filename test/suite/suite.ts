import { seededRandom, seedOf } from "../../src/demo/makers/random.ts";
import type { Case, Kit } from "./case.ts";
import { companyOf } from "./companies.ts";
import { containers } from "./groups/containers.ts";
import { links } from "./groups/links.ts";
import { names } from "./groups/names.ts";
import { nobody } from "./groups/nobody.ts";
import { photos } from "./groups/photos.ts";
import { plain } from "./groups/plain.ts";
import { stamped } from "./groups/stamped.ts";
import { refusals } from "./groups/refusals.ts";
import { partial } from "./groups/partial.ts";
import { pictureFiles } from "./groups/pictures.ts";
import { piles } from "./groups/piles.ts";
import { red } from "./groups/red.ts";
import { scans } from "./groups/scans.ts";
import { wordKinds } from "./groups/word-kinds.ts";
import { written } from "./groups/written.ts";
import { values } from "./groups/values.ts";
import { whose } from "./groups/whose.ts";
import { wordLayouts } from "./groups/word-layouts.ts";

/** Every case, in order of its group; names are unique. */
export function allCases(): Case[] {
  return [
    ...plain(),
    ...wordLayouts(),
    ...values(),
    ...whose(),
    ...stamped(),
    ...photos(),
    ...nobody(),
    ...containers(),
    ...names(),
    ...refusals(),
    ...links(),
    ...wordKinds(),
    ...written(),
    ...partial(),
    ...red(),
    ...scans(),
    ...piles(),
    ...pictureFiles(),
  ];
}

/** Few enough that the papers which are not a case's point are made and read once for many. */
const HOUSES = 16;

/** What a case is made of, for a seed: the same whichever other cases are made. */
export function kitOf(seed: number, name: string): Kit {
  const number = seedOf(name);
  return {
    seed,
    random: seededRandom(seedOf(`${name} ${seed}`)),
    company: companyOf(seed, number % HOUSES),
    other: (place) => companyOf(seed, HOUSES + (number % 300) + place),
  };
}
