import { BLANK_FORM, type FormValues } from "./makers/form-values.ts";
import type { SealSpec } from "./makers/seal.ts";
import { madeUpCode } from "./makers/seal.ts";
import { seededRandom, seedOf } from "./makers/random.ts";

/** A made-up company. Its domain is one that can never exist (RFC 2606), its numbers nobody's. */
export interface Company {
  name: string;
  domain: string;
  contact: string;
  /** The contact's mailbox before the @. */
  mailbox: string;
  position: string;
  mobile: string;
  address: string;
  services: string;
  qualifications: string;
  sectors: string;
  /** Number of people, then the shares in per cent: 专家/资深, 高级, 中级, 一般. */
  staff: [total: number, expert: number, senior: number, intermediate: number, general: number];
  /** 万元 of 2021, 2020 and 2019: income and profit; the costs are what lies between. */
  money: [income: number, profit: number][];
  strengths: string;
}

export const addressOf = (company: Company): string => `${company.mailbox}@${company.domain}`;
export const senderOf = (company: Company): string => `${company.contact} <${addressOf(company)}>`;

/** Its official seal: 42 mm for a 股份有限公司, 40 mm for any other. */
export function sealOf(company: Company): SealSpec {
  const diameterMm = company.name.includes("股份") ? 42 : 40;
  return { name: company.name, kind: "official", diameterMm, code: madeUpCode(seededRandom(seedOf(company.name))) };
}

/** 附件1 as a careful person of the company fills it in. */
export function formOf(company: Company, date: string): FormValues {
  const [total, expert, senior, intermediate, general] = company.staff;
  return {
    unitName: company.name,
    contact: company.contact,
    mobile: company.mobile,
    position: company.position,
    email: addressOf(company),
    postalAddress: company.address,
    serviceScope: company.services,
    qualifications: company.qualifications,
    sectorsAndScale: company.sectors,
    workforce: `我公司从事网络安全服务工作的人员数量为 ${total} 人，其中专家/资深服务人员占比 ${expert}%、高级服务人员占比 ${senior}%、中级服务人员占比 ${intermediate}%、一般服务人员占比 ${general}%。`,
    financials: company.money.map(yearOfMoney).join("\n"),
    strengths: company.strengths,
    opinion: BLANK_FORM.opinion,
    applicationDate: date,
  };
}

function yearOfMoney([income, profit]: [number, number], index: number): string {
  const company = index === 0 ? "我公司 " : "";
  return `${company}${2021 - index} 年网络安全服务的收入为 ${income} 万元，利润 ${profit} 万元，成本 ${income - profit} 万元。`;
}
