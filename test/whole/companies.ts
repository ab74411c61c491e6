import type { Company } from "../../src/demo/company.ts";
import { YUNXIU } from "../../src/demo/made-up-companies.ts";

/** More made-up applicants than the demonstration has: another name and sender, the rest of the form alike. */
function company(name: string, domain: string, contact: string, mailbox: string): Company {
  return { ...YUNXIU, name, domain, contact, mailbox };
}

export const MUYUAN = company("南京沐原信息技术有限公司", "muyuan.example", "韩松", "hansong");
export const LINGYU = company("广州岭屿安全技术有限公司", "lingyu.example", "梁若水", "liangruoshui");
export const ZHUFAN = company("佛山珠帆数据服务有限公司", "lingyu.example", "梁若水", "liangruoshui");
export const CENSHAN = company("西安岑山网络安全有限公司", "censhan.example", "秦越", "qinyue");
export const XINGTONG = company("长沙星桐信息安全有限公司", "xingtong.example", "湛清", "zhanqing");
export const QUANZHOU = company("济南泉舟科技有限公司", "quanzhou.example", "鲁一鸣", "luyiming");
export const LUYE = company("合肥庐野数字技术有限公司", "luye.example", "宛如初", "wanruchu");
export const RONGTING = company("福州榕汀网络服务有限公司", "rongting.example", "林榕生", "linrongsheng");
export const DIANLAN = company("昆明滇澜信息科技有限公司", "dianlan.example", "段云", "duanyun");
export const LIAOFAN = company("沈阳辽帆安全运维有限公司", "liaofan.example", "关海", "guanhai");
export const BAIHE = company("石家庄柏合信息技术有限公司", "baihe.example", "赵柏", "zhaobai");
export const LUOCHUAN = company("郑州洛川安全服务有限公司", "luochuan.example", "程洛", "chengluo");
export const YONGWANG = company("宁波甬望网络技术有限公司", "yongwang.example", "戴望", "daiwang");
export const ZHUXI = company("贵阳筑溪数据科技有限公司", "zhuxi.example", "冉溪", "ranxi");
export const QIONGSHAN = company("海口琼杉网络安全有限公司", "qiongshan.example", "符琼", "fuqiong");
export const JINYE = company("太原晋野安全技术有限公司", "jinye.example", "郭野", "guoye");
