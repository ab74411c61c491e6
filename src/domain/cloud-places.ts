/**
 * The places where “attachments” lie that are only links, by their Chinese names. Each pattern is of host, path and
 * query and fits shared files alone: a provider's home page, its programs and the forms that one fills in are no documents.
 */
const PLACES: [name: string, ...patterns: RegExp[]][] = [
  [
    "QQ邮箱超大附件",
    /^(?:(?:i?wx|w?\d*|set\d|m\d+)\.)?mail\.(?:qq|foxmail)\.com\/(?:cgi-bin\/)?(?:ftn|s\?k=)/,
    /^[\w.-]+\.ftn\.qq\.com\//,
  ],
  ["腾讯企业邮箱超大附件", /^(?:[\w-]+\.)?exmail\.qq\.com\/(?:cgi-bin\/)?ftn/],
  ["企业微信微盘", /^drive\.weixin\.qq\.com\/s/, /^doc\.weixin\.qq\.com\/(?:doc|sheet|slide|pan|txdoc)\//],
  [
    "网易邮箱云附件",
    /^(?:[\w-]+\.)?mail\.(?:163|126|yeah|188|vip\.163|qiye\.163)\.(?:com|net)\/.*(?:large-?attachment|cloud-?attachment|bigfile|filehub)/,
    /^dashi\.(?:163|126)\.com\/.*(?:cloud-?attachment|filehub)/,
    /^[\w.-]*qiye\.163\.com\/.*(?:attachment|filehub|netdisk|bigfile|sharedisk)/,
    /^(?:fs\d?|netdisk)\.(?:163|126|yeah|qiye\.163)\.(?:com|net)\/\w/,
    /^u\.163\.com\/[\w-]{4,}$/, // with `?spm=…` it fetches the mail program
  ],
  ["阿里邮箱超大附件", /^[\w.-]+\/alimail\/openlinks\/download/],
  ["139邮箱超大附件", /^[\w.-]+\.mail\.10086\.cn\/.*(?:download|share|largeattach|disk)/],
  ["新浪邮箱网盘", /^(?:[\w-]+\.)?mail\.sina\.(?:com\.cn|cn|com)\/.*filecenter/],
  ["百度网盘", /^(?:pan|yun|eyun)\.baidu\.com\/(?:s\/|e\/|enterprise\/|share\/|wap\/(?:init|link|share)|\w+\/s\/)/],
  ["阿里云盘", /^(?:www\.)?(?:alipan|aliyundrive)\.com\/(?:s|t)\//, /^alywp\.net\/\w/],
  [
    "WPS云文档",
    /^(?:(?:www|365)\.)?kdocs\.cn\/(?:\w+\/)?(?:l|p|view|ent|folder|file)\//,
    /^(?:docs|drive|pan)\.wps\.cn\/(?:\w+\/)?(?:l|p|s|view|file)\//,
  ],
  ["腾讯微云", /^share\.weiyun\.com\/\w{4,}/],
  ["腾讯文档", /^docs\.qq\.com\/(?:doc|sheet|slide|pdf|file|d|s|aio|smartsheet|smartcanvas|folder)\/\w/],
  ["天翼云盘", /^(?:h5\.)?cloud\.189\.cn\/(?:t\/|web\/share|\w*\/?share)/],
  [
    "中国移动云盘",
    /^(?:yun|caiyun)\.139\.com\/(?:link|share|sharewap|m\/i|w\/i|front|dl)/,
    /^caiyun\.feixin\.10086\.cn\/\w/,
  ],
  ["夸克网盘", /^pan\.quark\.cn\/s\//],
  [
    "飞书云文档",
    /^[\w-]+\.(?:feishu\.cn|larksuite\.com|larkoffice\.com)\/(?:docx?|docs|file|sheets?|base|wiki|slides|space|drive)\/\w/,
  ],
  [
    "钉钉文档",
    /^alidocs\.dingtalk\.com\/(?:i|document|notable|spreadsheetv2)\//,
    /^(?:space|qr)\.dingtalk\.com\/(?:s\/|.*yunpan)/,
  ],
  ["蓝奏云", /^(?:[\w-]+\.)?lanzou[a-z]?\.com\/\w{4,}/],
  ["123云盘", /^(?:www\.)?123(?:pan|684|865|912|592|952)\.(?:com|cn)\/s\//],
  ["115网盘", /^(?:www\.)?115(?:cdn)?\.com\/s\//],
  ["迅雷云盘", /^pan\.xunlei\.com\/s\//],
  ["联通云盘", /^pan\.wo\.cn\/s\//],
  ["360安全云盘", /^(?:[\w-]+\.)*yunpan\.(?:360\.cn|com)\/(?:surl_|lk\/|s\/)/],
  ["坚果云", /^(?:www\.)?jianguoyun\.com\/p\//],
  ["城通网盘", /^(?:[\w-]+\.)?ctfile\.com\/(?:f|d|file|dir|fs)\//],
  ["奶牛快传", /^(?:[\w-]+\.)?cowtransfer\.com\/s\//],
  ["文叔叔", /^(?:www\.)?wenshushu\.(?:cn|com)\/(?:f|k|box)\//],
  ["iCloud云盘", /^(?:www\.)?icloud\.com(?:\.cn)?\/(?:iclouddrive|attachment)\//],
  [
    "OneDrive",
    /^1drv\.(?:ms|com)\/\w/,
    /^onedrive\.live\.com\/.*[?&](?:id|resid|authkey)=/,
    /^[\w-]+\.sharepoint\.(?:com|cn)\/:\w:\//,
  ],
  ["Dropbox", /^(?:www\.)?dropbox\.com\/(?:s|scl|sh|l|t)\//],
  [
    "谷歌云端硬盘",
    /^drive\.google\.com\/(?:file\/|open\?|uc\?|drive\/(?:u\/\d\/)?folders\/)/,
    /^docs\.google\.com\/(?:document|spreadsheets|presentation|file)\/d\//,
  ],
  ["WeTransfer", /^we\.tl\/t-/, /^(?:www\.)?wetransfer\.com\/downloads\//],
];

/** What the finding `cloud-link` says of a link. */
export function cloudLinkDetail(link: string): { place: string } {
  return { place: cloudPlaceOf(link) ?? "网盘" };
}

/** The provider's name where a link, with or without its scheme, leads to a file in the cloud; else null. */
export function cloudPlaceOf(link: string): string | null {
  const place = link.replace(/^https?:\/\//i, "").toLowerCase();
  return PLACES.find(([, ...patterns]) => patterns.some((pattern) => pattern.test(place)))?.[0] ?? null;
}
