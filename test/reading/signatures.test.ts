import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readPages } from "../../src/reading/pages.ts";
import { pdfSignatures } from "../../src/reading/signatures/pdf-signatures.ts";
import { dictionaryAt } from "../../src/reading/signatures/pdf-syntax.ts";
import { certificate, der, distinguishedName, signatureOf } from "../makers/cms.ts";
import { ofd, type OfdSignature } from "../makers/ofd.ts";
import { signatureObjects, withRange } from "../makers/signed-pdf.ts";
import { pdfByHand, stream } from "./pdf-by-hand.ts";

const NAME = "北京某某科技有限公司";
const PAGE = "/MediaBox [0 0 300 400] /Annots [4 0 R]";
const FORM = "/AcroForm << /Fields [4 0 R] /SigFlags 3 >>";
const SIGNED = {
  ...{ name: "Signature1", page: 1, box: { x: 20 / 300, y: 0.7, width: 100 / 300, height: 0.25 }, isSigned: true },
  ...{ signedBy: NAME, signedAt: "2022-11-18T01:30:00.000Z", coversWholeFile: true },
};
const UNSIGNED = { isSigned: false, signedBy: null, signedAt: null, coversWholeFile: null };
const value = { value: signatureOf(NAME), more: "/M (D:20221118093000+08'00')" };
const signed = withRange(pdfByHand(PAGE, signatureObjects(value, 5), FORM));

const signaturesIn = async (pdf: Buffer) => (await readPages(pdf, "pdf")).signatures;

describe("a signature field of a PDF", () => {
  test("is told of with its signer, its time and whether it speaks for the whole file", async () => {
    expect(await signaturesIn(signed)).toEqual([SIGNED]);
  });

  test("that nobody signed is told of as such, and so is a place that was only prepared", async () => {
    const [field = ""] = signatureObjects(value, 5);
    const empty = pdfByHand(PAGE, [field.replace("/V 5 0 R", "")], FORM);
    expect(await signaturesIn(empty)).toEqual([{ ...SIGNED, ...UNSIGNED }]);
    const prepared = pdfByHand(PAGE, signatureObjects({ value: Buffer.alloc(40) }, 5), FORM);
    expect(await signaturesIn(prepared)).toEqual([{ ...SIGNED, ...UNSIGNED }]);
  });

  test("in an encrypted file, where its value may be out of sight, is never told as unsigned", () => {
    const widget = { object: 4, name: "Signature1", page: 1, box: SIGNED.box };
    const [field] = pdfSignatures(Buffer.from("trailer << /Encrypt 9 0 R >> /ByteRange"), [widget]);
    expect(field).toMatchObject({ name: "Signature1", isSigned: null });
    expect(pdfSignatures(Buffer.from("trailer << >>"), [widget])[0]).toMatchObject({ isSigned: false });
  });

  test("a file without one has none", async () => {
    expect(await signaturesIn(pdfByHand("/MediaBox [0 0 300 400]"))).toBeUndefined();
  });

  const withoutGap = (pdf: Buffer) => replaced(pdf, /\/ByteRange \[0 (\d+) (\d+) (\d+)\]/, "/ByteRange [0 $2 $2 $3]");
  test.each<[why: string, pdf: Buffer, covers: boolean | null]>([
    ["something was added behind it", Buffer.concat([signed, Buffer.from("\n9 0 obj (more) endobj\n%%EOF")]), false],
    ["only a line break was, but who signs does not sign it", Buffer.concat([signed, Buffer.from("\n")]), false],
    ["its gap is wider than its value", replaced(signed, /\/Contents </, "/Contents<"), false],
    ["it leaves out the file's head", replaced(signed, /\/ByteRange \[0/, "/ByteRange [1"), false],
    ["it speaks for one stretch alone", replaced(signed, /(\/ByteRange \[0 \d+) \d+ \d+/, "$1"), false],
    ["its ranges overlap", withoutGap(signed), false],
    ["its range is no numbers", replaced(signed, /\/ByteRange \[0/, "/ByteRange [(0)"), null],
    ["its range is below nothing", replaced(signed, /\/ByteRange \[0/, "/ByteRange [-5"), null],
  ])("does not speak for the whole file where %s", (_why, pdf, covers) => {
    expect(pdfSignatures(pdf, []).map(({ coversWholeFile }) => coversWholeFile)).toEqual([covers]);
  });

  test.each<[why: string, signature: { value: Buffer; more?: string }, by: string | null, at: string | null]>([
    ["no certificate inside: the name that it gives itself", { value: Buffer.from("??"), more: "/Name (Li Ming)" }, "Li Ming", null],
    ["that in UTF-16", { value: Buffer.from("??"), more: "/Name <FEFF674E660E>" }, "李明", null],
    ["one bare certificate (adbe.x509.rsa_sha1)", { value: Buffer.from("??"), more: `/Cert <${certificate(1, distinguishedName("CA"), distinguishedName(NAME)).toString("hex")}>` }, NAME, null],
    ["nothing at all", { value: Buffer.from("??"), more: "/M (yesterday)" }, null, null],
    ["a time without zone is Universal Time, without hours its day's first", { value: Buffer.from("??"), more: "/M (D:20221118)" }, null, "2022-11-18T00:00:00.000Z"],
    ["elements within elements without an end", { value: Buffer.concat(Array.from({ length: 3000 }, () => Buffer.from([0x30, 0x80]))) }, null, null],
    ["a name of control characters and 100,000 letters", { value: signatureOf(`\u202e\r\n${"甲".repeat(100_000)}`) }, `${"甲".repeat(199)}…`, null],
  ])("signed with %s", (_why, signature, signedBy, signedAt) => {
    const pdf = withRange(pdfByHand(PAGE, signatureObjects(signature, 5), FORM));
    expect(pdfSignatures(pdf, [])).toMatchObject([{ isSigned: true, signedBy, signedAt, coversWholeFile: true }]);
  }); // prettier-ignore

  test("whose widget is another object is told of once, under its full name", async () => {
    const [, held = ""] = signatureObjects(value, 5);
    const widget = "<< /Type /Annot /Subtype /Widget /Parent 6 0 R /Rect [20 20 120 120] >>";
    const fields = ["<< /FT /Sig /T (seal) /V 5 0 R /Kids [4 0 R] /Parent 7 0 R >>", "<< /T (form) /Kids [6 0 R] >>"];
    const pdf = pdfByHand(PAGE, [widget, held, ...fields], "/AcroForm << /Fields [7 0 R] >>");
    expect(await signaturesIn(withRange(pdf))).toEqual([{ ...SIGNED, name: "form.seal" }]);
  });

  test("in a stream of packed objects is found, and of two of a number the later counts", () => {
    const [field = "", held = ""] = signatureObjects(value, 5);
    const older = field.replace("/V 5 0 R", "");
    const objects = `4 0 ${field}`;
    const packed = deflateSync(Buffer.from(objects)).toString("latin1");
    const pdf = pdfByHand(
      PAGE,
      [older, held, stream(packed, "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode")],
      FORM,
    );
    expect(pdfSignatures(withRange(pdf), [])).toMatchObject([{ name: "Signature1", signedBy: NAME }]);
  });
});

describe("hostile fields", () => {
  test.each<[why: string, objects: string[]]>([
    ["are each other's parents", ["<< /FT /Sig /T (a) /V 5 0 R /Parent 6 0 R >>", "<< /ByteRange [0 1 2 3] /Contents <01> >>", "<< /T (b) /Parent 4 0 R >>"]],
    ["are their own value", ["<< /FT /Sig /V 4 0 R /ByteRange [0 1 2 3] /Contents <01> >>"]],
    ["are arrays without an end", [`<< /V 5 0 R /Kids ${"[".repeat(100_000)} >>`, "<< /ByteRange [0 1 2 3] /Contents <01> >>"]],
    ["are strings without an end", Array.from({ length: 2000 }, () => "<< /V 5 0 R /ByteRange [0 1 2 3] /T (")],
    ["hold a hundred thousand kids", [`<< /FT /Sig /T (a) /V 5 0 R /Kids [${"4 0 R ".repeat(100_000)}] >>`, "<< /ByteRange [0 1 2 3] /Contents <01> >>"]],
    ["are streams of objects within themselves", [stream("4 0 <</V 5 0 R>>", "/Type /ObjStm /N 1 /First 4"), "<< /ByteRange [0 1 2 3] /Contents <01> >>"]],
  ])("that %s come to an end", (_why, objects) => {
    expect(pdfSignatures(pdfByHand(PAGE, objects, FORM), []).length).toBeLessThanOrEqual(50);
  }); // prettier-ignore

  test("an offset beyond all numbers takes nothing off what may be read", () => {
    const budget = { bytes: 100 };
    for (const at of [Infinity, -Infinity, NaN, -1, 1e9]) {
      expect(dictionaryAt(Buffer.from("<< /A 1 >>"), at, budget)).toBeNull();
    }
    expect(budget.bytes).toBe(100);
  });

  test("a hundred thousand of them are told of as fifty", () => {
    const fields = Array.from({ length: 100_000 }, (_, i) => `<< /FT /Sig /T (${i}) /V 5 0 R >>`);
    const pdf = pdfByHand(PAGE, [...signatureObjects(value, 5), ...fields], FORM);
    expect(pdfSignatures(withRange(pdf), []).length).toBe(50);
  });

  test("a packed stream that unpacks to more than it may is left alone", () => {
    const bomb = deflateSync(Buffer.alloc(50_000_000, " ")).toString("latin1");
    const objects = [...signatureObjects(value, 5), stream(bomb, "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode")];
    expect(pdfSignatures(withRange(pdfByHand(PAGE, objects, FORM)), [])).toMatchObject([{ signedBy: NAME }]);
  });
});

describe("a signature of an OFD", () => {
  const own = certificate(42, distinguishedName("某某认证中心"), distinguishedName(NAME));
  const toSign = (...more: Buffer[]) => der(0x30, der(0x02, Buffer.from([4])), der(0x30), der(0x03), ...more);
  test.each<[why: string, value: Buffer, signedBy: string | null]>([
    ["with the certificate behind what is signed (GB/T 38540-2020)", der(0x30, toSign(), der(0x04, own), der(0x06)), NAME],
    ["with the certificate in what is signed (GM/T 0031-2014)", der(0x30, toSign(der(0x04, own), der(0x06)), der(0x03)), NAME],
    ["of CMS", signatureOf(NAME), NAME],
    ["of nothing that is known", Buffer.from("SM2"), null],
  ])("%s is told of where it shows its seal", async (_why, signedValue, signedBy) => {
    const signature: OfdSignature = { page: 1, signedValue, boundary: [105, 148.5, 42, 42] };
    const { signatures } = await readPages(await ofd([{}], [signature]), "ofd");
    expect(signatures).toEqual([
      {
        ...{ name: "1", page: 1, box: { x: 0.5, y: 0.5, width: 0.2, height: 42 / 297 } },
        ...{ isSigned: true, signedBy, signedAt: null, coversWholeFile: false },
      },
    ]);
  }); // prettier-ignore
});

function replaced(pdf: Buffer, what: RegExp, by: string): Buffer {
  const text = pdf.toString("latin1");
  const changed = text.replace(what, by);
  if (changed === text) throw new Error(`nothing to replace: ${String(what)}`);
  // As long as before, so that the other offsets stay right.
  return Buffer.from(
    changed.length < text.length ? changed + " ".repeat(text.length - changed.length) : changed.slice(0, text.length),
    "latin1",
  );
}
