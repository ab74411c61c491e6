import type { Company } from "./company.ts";

export const YUNXIU: Company = {
  name: "北京云岫安澜科技有限公司",
  domain: "yunxiu.example",
  contact: "林知远",
  mailbox: "linzhiyuan",
  position: "市场总监",
  mobile: "13800000001",
  address: "北京市海淀区示例路 1 号云岫大厦 6 层",
  services: "安全运维、安全咨询、渗透测试、应急响应、安全培训",
  qualifications:
    "CCRC 信息安全服务资质认证证书应急处理一级、CCRC 信息安全服务资质认证证书风险评估一级、CCRC 信息安全服务资质认证证书安全运维二级",
  sectors: "服务领域：政务、金融、能源\n客户规模：政务领域客户 46 家、金融领域客户 21 家、能源领域客户 9 家",
  staff: [128, 10, 25, 40, 25],
  money: [
    [6820, 910],
    [5460, 720],
    [4310, 505],
  ],
  strengths: "我公司长期从事政务云安全运营，自建威胁情报与自动化响应平台，可在三十分钟内完成重大漏洞的全网排查与处置。",
};

export const PANLAN: Company = {
  name: "深圳市磐澜数字安全股份有限公司",
  domain: "panlan-sec.example",
  contact: "陈嘉禾",
  mailbox: "chenjh",
  position: "资质经理",
  mobile: "13800000002",
  address: "广东省深圳市南山区样例二路 88 号磐澜科技园 3 栋 12 层",
  services: "安全托管、安全集成、数据安全治理、等级保护建设",
  qualifications: "CCRC 信息安全服务资质认证证书安全集成一级、ISO/IEC 27001 信息安全管理体系认证证书",
  sectors: "服务领域：金融、制造、互联网\n客户规模：金融领域客户 35 家、制造领域客户 58 家、互联网领域客户 17 家",
  staff: [236, 8, 22, 45, 25],
  money: [
    [15800, 1960],
    [13250, 1520],
    [9870, 1010],
  ],
  strengths: "我公司在工业数据分类分级与流转监测方面积累深厚，形成了覆盖采集、传输、共享全过程的数据安全服务体系。",
};

export const LIYAN: Company = {
  name: "上海砺砚信息技术有限公司",
  domain: "liyan-it.example",
  contact: "沈牧之",
  mailbox: "shen.muzhi",
  position: "副总经理",
  mobile: "13800000003",
  address: "上海市浦东新区例示路 520 弄 7 号楼 201 室",
  services: "安全咨询、风险评估、代码审计",
  qualifications: "CCRC 信息安全服务资质认证证书风险评估二级、CCRC 信息安全服务资质认证证书软件安全开发三级",
  sectors: "服务领域：卫生、教育\n客户规模：卫生领域客户 28 家、教育领域客户 33 家",
  staff: [57, 12, 28, 35, 25],
  money: [
    [2130, 260],
    [1740, 190],
    [1385, 120],
  ],
  strengths: "我公司专注于医疗信息系统的源代码安全审计，累计完成一百二十余套业务系统的审计与加固。",
};

export const QINGZHAN: Company = {
  name: "杭州青栈网络科技有限公司",
  domain: "qingzhan.example",
  contact: "周亦帆",
  mailbox: "zhouyf",
  position: "行政主管",
  mobile: "13800000004",
  address: "浙江省杭州市余杭区示范大道 300 号 5 幢 4 楼",
  services: "安全运维、云安全服务、安全值守",
  qualifications: "CCRC 信息安全服务资质认证证书安全运维三级",
  sectors: "服务领域：政务、电商\n客户规模：政务领域客户 12 家、电商领域客户 40 家",
  staff: [83, 6, 20, 44, 30],
  money: [
    [3380, 410],
    [2760, 330],
    [2015, 180],
  ],
  strengths: "我公司面向电商大促场景提供重要时期安全保障服务，具备千万级并发业务的攻击监测与快速处置能力。",
};

export const MOYU: Company = {
  name: "成都墨屿网络安全技术有限公司",
  domain: "moyu-sec.example",
  contact: "罗清和",
  mailbox: "luoqinghe",
  position: "综合部主任",
  mobile: "13800000005",
  address: "四川省成都市高新区样板街 66 号 2 栋 9 楼",
  services: "渗透测试、红蓝对抗、安全培训",
  qualifications: "CCRC 信息安全服务资质认证证书应急处理三级",
  sectors: "服务领域：教育、交通\n客户规模：教育领域客户 19 家、交通领域客户 8 家",
  staff: [42, 14, 26, 36, 24],
  money: [
    [1460, 170],
    [1180, 130],
    [905, 70],
  ],
  strengths: "我公司的攻防团队多次在省级攻防演练中名列前茅，擅长内网横向移动路径的发现与收敛。",
};

export const CHENGZHU: Company = {
  name: "武汉澄渚信息安全股份有限公司",
  domain: "chengzhu.example",
  contact: "方若谷",
  mailbox: "fangruogu",
  position: "董事会秘书",
  mobile: "13800000006",
  address: "湖北省武汉市东湖高新区范例一路 9 号",
  services: "安全集成、密码应用改造",
  qualifications: "CCRC 信息安全服务资质认证证书安全集成二级",
  sectors: "服务领域：政务、水利\n客户规模：政务领域客户 30 家、水利领域客户 11 家",
  staff: [150, 8, 24, 42, 26],
  money: [
    [7200, 860],
    [6100, 700],
    [5050, 540],
  ],
  strengths: "我公司在商用密码应用改造方面具有丰富经验。",
};

export const LANGQIAO: Company = {
  name: "厦门廊桥数据安全有限公司",
  domain: "langqiao-data.example",
  contact: "许望舒",
  mailbox: "xuws",
  position: "商务经理",
  mobile: "13800000007",
  address: "福建省厦门市思明区示例中路 15 号之二 801 室",
  services: "数据安全评估、个人信息保护合规咨询、安全托管",
  qualifications: "CCRC 信息安全服务资质认证证书风险评估三级",
  sectors: "服务领域：互联网、物流\n客户规模：互联网领域客户 25 家、物流领域客户 14 家",
  staff: [36, 11, 25, 39, 25],
  money: [
    [1250, 140],
    [980, 95],
    [640, 40],
  ],
  strengths: "我公司聚焦跨境数据流动合规评估，已协助三十余家企业完成数据出境安全评估自查。",
};

export const XINGLAN: Company = {
  name: "重庆星岚安全服务有限公司",
  domain: "xinglan.example",
  contact: "蒋渝生",
  mailbox: "jiangyusheng",
  position: "总经理助理",
  mobile: "13800000008",
  address: "重庆市渝北区样本大道 21 号 1 单元 15 层",
  services: "安全运维、安全托管、工业控制系统安全服务",
  qualifications: "CCRC 信息安全服务资质认证证书安全运维一级、CCRC 信息安全服务资质认证证书工业控制系统安全二级",
  sectors: "服务领域：制造、能源\n客户规模：制造领域客户 52 家、能源领域客户 16 家",
  staff: [97, 9, 21, 43, 27],
  money: [
    [4520, 560],
    [3890, 470],
    [3075, 330],
  ],
  strengths: "我公司具备工业控制系统协议深度解析能力，可在不停产条件下完成生产网络的风险评估与加固。",
};

export const JINHE: Company = {
  name: "天津津禾御安科技股份有限公司",
  domain: "jinhe-yuan.example",
  contact: "孙以宁",
  mailbox: "sunyining",
  position: "品牌部经理",
  mobile: "13800000009",
  address: "天津市滨海新区例证路 8 号津禾中心 B 座 17 层",
  services: "安全咨询、安全集成、云安全服务",
  qualifications: "CCRC 信息安全服务资质认证证书安全集成二级、CCRC 信息安全服务资质认证证书云计算安全三级",
  sectors: "服务领域：港口、政务\n客户规模：港口领域客户 7 家、政务领域客户 24 家",
  staff: [110, 10, 20, 45, 25],
  money: [
    [5230, 640],
    [4680, 590],
    [3990, 450],
  ],
  strengths: "我公司为智慧港口提供从规划咨询到安全运营的全过程服务，形成了成熟的港口业务安全基线。",
};
