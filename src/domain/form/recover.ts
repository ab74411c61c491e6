import type { FormField } from "../campaign.ts";
import { bare, halfWidth } from "../chinese-text.ts";
import { LONGEST_SHORT_TEXT } from "./limits.ts";
import type { Draft, Stray } from "./table.ts";

/**
 * Labels typed over with their values: such a text stands where the label stood, in the template's order between the
 * labels around it. Taken where only one field can be meant; the rest is for a person.
 */
export function recoverOvertyped(draft: Draft, fields: FormField[]): void {
  for (const stray of draft.strays) {
    const missing = missingAround(stray, draft, fields);
    const shaped = missing.filter(({ check }) => NUMBERS.has(check) && hasShapeOf(check, stray.text) === true);
    if (shaped[0]) draft.values.set(shaped[0].id, stray.text);
    if (shaped[0] || !stray.alone) continue;
    const possible = missing.filter(({ check, example }) => {
      return hasShapeOf(check, stray.text) ?? (example !== null || isShort(stray.text));
    });
    const others = draft.strays.filter((one) => one !== stray && one.after === stray.after);
    const shapely = possible.filter(({ check }) => hasShapeOf(check, stray.text) === true);
    const certain = shapely.length === 1 ? shapely : missing.length === 1 && others.length === 0 ? possible : [];
    if (certain[0]) draft.values.set(certain[0].id, stray.text);
  }
}

/** Known by their shape alone, whatever stands beside them. */
const NUMBERS: ReadonlySet<FormField["check"]> = new Set(["mobile", "email"]);

/** The date has no row of its own: it stands at the foot of the opinion's. */
function missingAround({ after, before }: Stray, { values }: Draft, fields: FormField[]): FormField[] {
  const place = (id: string | null, otherwise: number): number =>
    id === null ? otherwise : fields.findIndex((field) => field.id === id);
  const [from, to] = [place(after, -1), place(before, fields.length)];
  return fields.filter((field, i) => i > from && i < to && field.check !== "date" && !values.has(field.id));
}

function isShort(text: string): boolean {
  return bare(text).length <= LONGEST_SHORT_TEXT && !/\d{3}|@/.test(halfWidth(text));
}

const MOBILE = /^(?:\+?86)?1[3-9]\d{9}$/;
const EMAIL = /^[\w.+-]+@[\w-]+(\.[\w-]+)+$/;
const UNIT = /^[^\n，。；]{1,40}(?:公司|集团|中心|研究院|研究所|大学|学院|协会)$/;

/** null where the kind of value has no shape of its own. */
function hasShapeOf(check: FormField["check"], text: string): boolean | null {
  const line = halfWidth(text).trim();
  const shapes = { mobile: MOBILE.test(line.replace(/[\s-]/g, "")), email: EMAIL.test(line), unit: UNIT.test(line) };
  switch (check) {
    case "mobile":
      return shapes.mobile;
    case "email":
      return shapes.email;
    case "unit-name":
      return shapes.unit;
    case "address":
      return /[省市区县州盟旗路街道巷号]/.test(line) && line.length >= 8;
    case "workforce":
    case "financials":
      return /\d/.test(line) && line.length >= 8 && !shapes.mobile;
    case "opinion":
      return /申请|同意|遵守/.test(line);
    case "text":
    case "date":
      return shapes.mobile || shapes.email || shapes.unit ? false : null;
  }
}
