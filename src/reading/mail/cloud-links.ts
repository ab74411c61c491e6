/** Host and path of the places where Chinese mailboxes and cloud drives keep “attachments” that are only links. */
const PLACES = [
  /^(wx\.|w?\d*\.)?mail\.qq\.com\/(cgi-bin\/)?ftn/, // QQ 超大附件, 中转站
  /^exmail\.qq\.com\/(cgi-bin\/)?ftn/,
  /^([\w-]+\.)?mail\.(163|126|yeah|qiye\.163)\.(com|net)\/(large-attachment|filehub)/, // 网易云附件
  /^(fs|fs\d|netdisk)\.(163|126|yeah)\.(com|net)\//,
  /^(pan|yun|eyun)\.baidu\.com\//,
  /^(www\.)?(alipan|aliyundrive)\.com\//,
  /^((www|365|drive)\.)?kdocs\.cn\//, // WPS 云文档
  /^(f|drive|pan)\.wps\.cn\//,
  /^(share|www)\.weiyun\.com\//,
];

const LINK = /\bhttps?:\/\/([^\s"'<>()[\]（）【】，。；、“”]{4,2000})/gi;

/** The links to such places in a body, each once; they are never followed. */
export function cloudLinks(text: string, html: string): string[] {
  const found = [...text.matchAll(LINK), ...html.matchAll(LINK)].filter(([, place = ""]) =>
    PLACES.some((known) => known.test(place.toLowerCase())),
  );
  return [...new Set(found.map(([link]) => link.replaceAll("&amp;", "&")))];
}
