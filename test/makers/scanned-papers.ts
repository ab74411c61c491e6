import type { Canvas } from "@napi-rs/canvas";
import PDFDocument from "pdfkit";
import sharp from "sharp";
import { declarationPages } from "../../src/demo/makers/declaration-pages.ts";
import { formPages } from "../../src/demo/makers/form-pages.ts";
import { BLANK_FORM, type FormValues } from "../../src/demo/makers/form-values.ts";
import {
  BODY,
  drawPage,
  emptyPage,
  INNER_MM,
  MARGIN,
  type PageLayout,
  setText,
  TITLE,
} from "../../src/demo/makers/page.ts";
import { between, type Random } from "../../src/demo/makers/random.ts";
import { officeScanner, scanPage, type ScanLook } from "../../src/demo/makers/scan.ts";
import { drawSeal } from "../../src/demo/makers/seal.ts";
import { photographPage, type PhotoLook, plainPhoto } from "./photo.ts";

/** What stands in a made-up applicant's papers. */
export interface Applicant {
  values: FormValues;
  /** YYYY-MM-DD, on form and declaration. */
  date: string;
}

const pick = <One>(random: Random, from: readonly One[]): One => from[Math.floor(random() * from.length)] as One;

const CITIES = ["北京", "上海", "深圳市", "杭州", "成都", "江苏", "武汉", "西安", "广州", "山东", "福建", "重庆"];
const WORDS = ["云帆", "安澜", "启明", "天衡", "恒信", "锐盾", "中孚", "长川", "磐石", "网御", "数安", "九州"];
const TRADES = ["信息技术", "网络科技", "信息安全技术", "数据科技", "软件", "智能科技"];
const FORMS = ["有限公司", "有限公司", "股份有限公司", "有限责任公司"];
const FAMILY = "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗";
const GIVEN = ["晓明", "建国", "丽华", "志强", "敏", "思远", "海燕", "文静", "鹏", "雨桐", "俊杰", "婷"];
const ROADS = ["中关村大街", "科技园南路", "天府大道中段", "文三路", "软件大道", "高新四路", "人民东路"];

export function madeUpApplicant(random: Random): Applicant {
  const number = (least: number, most: number) => Math.floor(between(random, least, most + 1));
  const city = pick(random, CITIES);
  const unitName = `${city}${pick(random, WORDS)}${pick(random, WORDS)}${pick(random, TRADES)}${pick(random, FORMS)}`;
  const [month, day] = [number(10, 11), number(1, 30)];
  const user = pick(random, ["zhang.wei", "li_na", "wangfang", "security", "hr-office", "chen88", "contact", "q.liu"]);
  const host = pick(random, ["example.com", "anlan-tech.cn", "mail.hengxin.com.cn", "ruidun.net", "tianheng.com"]);
  const values: FormValues = {
    ...BLANK_FORM,
    unitName,
    contact: `${pick(random, Array.from(FAMILY))}${pick(random, GIVEN)}`,
    mobile: `1${pick(random, ["38", "39", "86", "77", "50", "99"])}${String(number(0, 99_999_999)).padStart(8, "0")}`,
    position: pick(random, ["总经理", "市场部经理", "技术总监", "副总裁", "项目经理", "办公室主任"]),
    email: `${user}${number(0, 99)}@${host}`,
    postalAddress: `${city}${pick(random, ["高新区", "海淀区", "西湖区"])}${pick(random, ROADS)}${number(1, 399)}号${number(1, 30)}层`,
    serviceScope: "安全运维、安全咨询、安全托管、安全集成、渗透测试、应急响应",
    qualifications: "CCRC 信息安全服务资质认证证书风险评估一级、安全运维二级、应急处理二级",
    sectorsAndScale: `服务领域：政务、金融、能源\n客户规模：政务领域客户 ${number(3, 90)} 家、金融领域客户 ${number(3, 60)} 家`,
    workforce: `我公司从事网络安全服务工作的人员数量为 ${number(30, 600)} 人，其中专家/资深服务人员占比 10%、高级服务人员占比 20%、中级服务人员占比 30%、一般服务人员占比 40%`,
    financials: [2021, 2020, 2019]
      .map(
        (year) =>
          `我公司 ${year} 年网络安全服务的收入为 ${number(900, 9000)} 万元，利润 ${number(90, 800)} 万元，成本 ${number(300, 800)} 万元。`,
      )
      .join("\n"),
    strengths:
      "我公司在攻防演练、威胁情报和数据安全治理领域持续投入，形成了覆盖评估、建设、运营全过程的服务能力。".repeat(2),
    applicationDate: `2022 年 ${month} 月 ${day} 日`,
  };
  return { values, date: `2022-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}` };
}

/** The pages that a file may hold, by a letter each. */
export type PageName = "form1" | "form2" | "declaration" | "articles" | "blank" | "letter" | "licence" | "certificate";

export interface PaperLook {
  dpi: number;
  stamped: boolean;
  /** The company's name typed above the declaration's place for the seal. */
  signed: boolean;
}

/** The page as printed, and stamped where it takes a seal. */
export function printedPage(name: PageName, applicant: Applicant, look: PaperLook, random: Random): Canvas {
  const layout = layoutOf(name, applicant, look);
  const page = drawPage(layout, look.dpi);
  if (!look.stamped || layout.sealAt === null) return page;
  const seal = { name: applicant.values.unitName, kind: "official", diameterMm: between(random, 39, 43) } as const;
  const near = { xMm: layout.sealAt.xMm + between(random, -4, 4), yMm: layout.sealAt.yMm + between(random, -4, 4) };
  const how = { dpi: look.dpi, rotationDeg: between(random, -20, 20), ink: between(random, 0.65, 0.95), random };
  drawSeal(page.getContext("2d"), seal, { ...near, ...how });
  return page;
}

function layoutOf(name: PageName, { values }: Applicant, { signed }: PaperLook): PageLayout {
  const form = formPages(values);
  const [declaration, articles] = declarationPages(values.applicationDate);
  switch (name) {
    case "form1":
      return form[0] ?? emptyPage();
    case "form2":
      return form[1] ?? emptyPage();
    case "declaration":
      return signed ? signedBy(values.unitName, declaration) : declaration;
    case "articles":
      return articles;
    case "blank":
      return emptyPage();
    case "letter":
      return letter(values);
    case "licence":
      return licence(values, "营业执照");
    case "certificate":
      return licence(values, "信息安全服务资质认证证书");
  }
}

function signedBy(unitName: string, page: PageLayout): PageLayout {
  const label = page.runs.find(({ text }) => text.startsWith("单位公章"));
  if (label) page.runs.push({ ...label, text: unitName, xMm: label.xMm - 8, baselineMm: label.baselineMm - 12 });
  return page;
}

function letter(values: FormValues): PageLayout {
  const page = emptyPage();
  const box = (topMm: number) => ({ xMm: MARGIN.sideMm, topMm, widthMm: INNER_MM });
  const words = `中国网络安全产业联盟秘书处：\n　　您好！现将我公司参加网络安全服务“阳光行动”的申请材料报送贵处，其中申请表一份、宣言一份，均已加盖公章。材料如有不妥之处，请随时与我公司联系，电话 ${values.mobile}。\n　　顺颂商祺！`;
  setText(page, words, box(setText(page, "关于报送申请材料的函", box(60), TITLE, "centre") + 8), BODY);
  return page;
}

/** Stamped by the company as a copy of a licence is: its seal says nothing of the papers asked for. */
function licence(values: FormValues, title: string): PageLayout {
  const page = emptyPage();
  const box = (topMm: number) => ({ xMm: MARGIN.sideMm, topMm, widthMm: INNER_MM });
  const top = setText(page, title, box(50), TITLE, "centre") + 10;
  const words = `统一社会信用代码 91110108MA01ABCD2X\n单位名称：${values.unitName}\n类型：有限责任公司（自然人投资或控股）\n法定代表人：${values.contact}\n经营范围：技术开发、技术咨询、技术转让、技术服务；计算机系统服务；销售计算机软件及辅助设备。\n注册资本：伍仟万元整\n成立日期：2015 年 03 月 12 日\n住所：${values.postalAddress}`;
  setText(page, words, box(top), BODY);
  page.sealAt = { xMm: 140, yMm: 220 };
  return page;
}

export async function scanned(page: Canvas, dpi: number, look: Partial<ScanLook>, random: Random): Promise<Buffer> {
  return scanPage(
    page,
    dpi,
    { ...officeScanner(random), quality: Math.round(between(random, 60, 80)), ...look },
    random,
  );
}

export async function photographed(page: Canvas, look: Partial<PhotoLook>, random: Random): Promise<Buffer> {
  return (await photographPage(page, { ...plainPhoto(random), ...look }, random)).jpeg;
}

/** As an old fax machine sends it: black or white, nothing between. */
export async function faxed(page: Canvas, dpi: number, random: Random): Promise<Buffer> {
  const grey = await scanned(page, dpi, { greyscale: true, noise: 6, blurMm: 0.05 }, random);
  return sharp(grey).greyscale().threshold(170).withDensity(dpi).png({ palette: true, colours: 2 }).toBuffer();
}

/** Pages as a scanning program binds them: each picture fills a page of its own proportions, A4 high or wide. */
export async function boundPdf(pictures: Buffer[], { marginMm = 0, rotate = 0 } = {}): Promise<Buffer> {
  const pdf = new PDFDocument({ autoFirstPage: false, margin: 0 });
  const chunks: Buffer[] = [];
  const finished = new Promise((resolve) => pdf.on("data", (chunk: Buffer) => chunks.push(chunk)).on("end", resolve));
  for (const picture of pictures) {
    const { width, height } = await sharp(picture).metadata();
    const long = 842 / Math.max(width, height);
    const margin = (marginMm * 72) / 25.4;
    pdf.addPage({ size: [width * long + 2 * margin, height * long + 2 * margin], margin: 0 });
    if (rotate !== 0) Object.assign(pdf.page.dictionary.data, { Rotate: rotate });
    pdf.image(picture, margin, margin, { width: width * long, height: height * long });
  }
  pdf.end();
  await finished;
  return Buffer.concat(chunks);
}
