import type { Element } from "@xmldom/xmldom";
import type { Package } from "../open-package.ts";
import { all, attribute, childrenOf, firstChild } from "../word/xml.ts";
import { type Rectangle, rectangleOf } from "./geometry.ts";

/** A page's contents, outermost elements, from the bottom up: templates, the page's own, what is laid over it. */
export interface OfdPage {
  /** In mm; where the page begins is not always (0, 0). */
  area: Rectangle;
  contents: Element[];
  /** Stamps and remarks: each an element with its appearance. */
  annotations: Element[];
  stamps: Stamp[];
}

/** Where a signature shows its seal. */
export interface Stamp {
  boundary: Rectangle;
  /** The part of the seal that shows, from its top left corner: a seal over the pages' edges is cut in strips. */
  clip: Rectangle | null;
  /** The parts that may hold the seal's picture. */
  sources: string[];
}

/** A signature as Signature.xml has it; paths of parts. */
export interface OfdSignature {
  id: string;
  part: string;
  value: string | null;
  time: string | null;
  /** The parts whose digests it signs. */
  covered: string[];
  stamps: { pageId: string; boundary: Rectangle; clip: Rectangle | null }[];
}

const A4: Rectangle = { x: 0, y: 0, width: 210, height: 297 };

/** An OFD's document (GB/T 33190-2016, 7): its pages in order and the resources that they are drawn with. */
export class OfdFile {
  readonly #resources = new Map<string, Element>();
  readonly #media = new Map<string, string>();
  readonly #templates = new Map<string, string>();
  #pages: { id: string; part: string }[] = [];
  #area = A4;
  readonly #annotations = new Map<string, string[]>();
  readonly #stamps = new Map<string, Stamp[]>();
  /** In the file's order, and the part that lists them. */
  readonly signatures: OfdSignature[] = [];
  signatureList: string | null = null;

  private constructor(private readonly file: Package) {}

  /** @throws where there is no document inside */
  static async open(file: Package): Promise<OfdFile> {
    const name = file.names.find((one) => /^OFD\.xml$/i.test(one)) ?? "OFD.xml";
    const root = await file.xml(name);
    if (!root) throw new Error("no OFD.xml inside");
    const ofd = new OfdFile(file);
    for (const body of all(root, "DocBody")) {
      const part = ofd.#locate(name, textOf(body, "DocRoot"));
      const document = part === null ? null : await file.xml(part);
      if (part === null || !document) continue;
      await ofd.#takeDocument(part, document);
      await ofd.#takeSignatures(ofd.#locate(name, textOf(body, "Signatures")));
    }
    if (ofd.#pages.length === 0) throw new Error("no pages in Document.xml");
    return ofd;
  }

  get pageCount(): number {
    return this.#pages.length;
  }

  get partNames(): string[] {
    return this.file.names;
  }

  /** Of a page by its ID, from 1; null where there is none of it. */
  numberOf(pageId: string): number | null {
    return this.#pages.findIndex(({ id }) => id === pageId) + 1 || null;
  }

  /** From 1. */
  async page(number: number): Promise<OfdPage> {
    const { id = "", part = "" } = this.#pages[number - 1] ?? {};
    const page = await this.file.xml(part);
    if (!page) throw new Error(`no part ${part}`);
    const templates = all(page, "Template").flatMap(
      (one) => this.#templates.get(attribute(one, "TemplateID") ?? "") ?? [],
    );
    const below = await Promise.all(templates.map((template) => this.file.xml(template)));
    const notes = await Promise.all((this.#annotations.get(id) ?? []).map((note) => this.file.xml(note)));
    return {
      area: areaOf(page) ?? this.#area,
      contents: [...below, page].flatMap((one) => (one ? all(one, "Content") : [])),
      annotations: notes.flatMap((one) => (one ? all(one, "Appearance") : [])),
      stamps: this.#stamps.get(id) ?? [],
    };
  }

  /** A composite unit or a set of drawing parameters. */
  resource(id: string | null): Element | null {
    return this.#resources.get(id ?? "") ?? null;
  }

  async picture(id: string | null): Promise<Buffer | null> {
    const part = this.#media.get(id ?? "");
    return part === undefined ? null : this.file.part(part);
  }

  part(name: string): Promise<Buffer | null> {
    return this.file.part(name);
  }

  async #takeDocument(part: string, document: Element): Promise<void> {
    this.#area = areaOf(firstChild(document, "CommonData") ?? document) ?? this.#area;
    for (const name of ["PublicRes", "DocumentRes"])
      for (const one of all(document, name)) await this.#takeResources(this.#locate(part, one.textContent));
    for (const template of all(document, "TemplatePage")) {
      const location = this.#locate(part, attribute(template, "BaseLoc"));
      if (location !== null) this.#templates.set(attribute(template, "ID") ?? "", location);
    }
    for (const page of all(document, "Pages").flatMap((pages) => childrenOf(pages))) {
      const location = this.#locate(part, attribute(page, "BaseLoc"));
      if (location !== null) this.#pages.push({ id: attribute(page, "ID") ?? "", part: location });
    }
    await this.#takeAnnotations(part, this.#locate(part, textOf(document, "Annotations")));
  }

  async #takeResources(part: string | null): Promise<void> {
    const resources = part === null ? null : await this.file.xml(part).catch(() => null);
    if (part === null || !resources) return;
    const base = attribute(resources, "BaseLoc") ?? "";
    for (const media of all(resources, "MultiMedia")) {
      const written = textOf(media, "MediaFile") ?? "";
      const location = this.#locate(part, `${base}/${written}`) ?? this.#locate(part, written);
      if (location !== null) this.#media.set(attribute(media, "ID") ?? "", location);
    }
    for (const name of ["CompositeGraphicUnit", "DrawParam"])
      for (const one of all(resources, name)) this.#resources.set(attribute(one, "ID") ?? "", one);
  }

  async #takeAnnotations(document: string, part: string | null): Promise<void> {
    const list = part === null ? null : await this.file.xml(part).catch(() => null);
    if (part === null || !list) return;
    for (const page of all(list, "Page")) {
      const written = textOf(page, "FileLoc");
      const location = this.#locate(part, written) ?? this.#locate(document, written);
      if (location !== null) pushTo(this.#annotations, attribute(page, "PageID") ?? "", location);
    }
  }

  async #takeSignatures(part: string | null): Promise<void> {
    const list = part === null ? null : await this.file.xml(part).catch(() => null);
    if (part === null || !list) return;
    this.signatureList = part;
    for (const link of all(list, "Signature")) {
      const location = this.#locate(part, attribute(link, "BaseLoc"));
      const signature = location === null ? null : await this.file.xml(location).catch(() => null);
      if (location === null || !signature) continue;
      const seal = all(signature, "Seal").map((one) => textOf(one, "BaseLoc"));
      const value = this.#locate(location, textOf(signature, "SignedValue"));
      const sources = [value, ...seal.map((one) => this.#locate(location, one))].filter((one) => one !== null);
      const stamps = all(signature, "StampAnnot").flatMap((stamp) => {
        const boundary = rectangleOf(attribute(stamp, "Boundary"));
        const clip = rectangleOf(attribute(stamp, "Clip"));
        return boundary ? [{ pageId: attribute(stamp, "PageRef") ?? "", boundary, clip }] : [];
      });
      for (const { pageId, boundary, clip } of stamps) pushTo(this.#stamps, pageId, { boundary, clip, sources });
      const time = all(signature, "SignatureDateTime")[0]?.textContent ?? null;
      const covered = all(signature, "Reference").flatMap(
        (one) => this.#locate(location, attribute(one, "FileRef")) ?? [],
      );
      this.signatures.push({ id: attribute(link, "ID") ?? "", part: location, value, time, covered, stamps });
    }
  }

  /** A path from the root, or from where the part that names it lies (7.2); null where there is no such part. */
  #locate(from: string, written: string | null): string | null {
    const path = written?.trim().replaceAll("\\", "/") ?? "";
    const folder = path.startsWith("/") ? "" : from.replace(/[^/]*$/, "");
    const steps: string[] = [];
    for (const step of `${folder}${path}`.split("/")) {
      if (step === "..") steps.pop();
      else if (step !== "" && step !== ".") steps.push(step);
    }
    return [steps.join("/"), path].find((one) => this.file.names.includes(one)) ?? null;
  }
}

function areaOf(element: Element): Rectangle | null {
  const written = all(element, "PhysicalBox")[0]?.textContent ?? null;
  const area = rectangleOf(written);
  return area && area.width > 0 && area.height > 0 ? area : null;
}

function textOf(element: Element, name: string): string | null {
  return firstChild(element, name)?.textContent ?? null;
}

function pushTo<T>(lists: Map<string, T[]>, key: string, value: T): void {
  lists.set(key, [...(lists.get(key) ?? []), value]);
}
