/** The machine's reasons in the staff's words; a reason without words of its own is shown as it is. */

const HELD: Record<string, string> = {
  "REPLIES=hold": "设置为逐封放行",
  "REPLIES=off": "设置为不发信",
  "before-answer-from": "首次启动之前的来信",
  "sender-unverified": "发件人未通过域名验证（DMARC），可能系冒名",
  "sender-not-bound": "材料来自未登记的邮箱，请核实来人",
  undeliverable: "收件地址曾退信",
  "documents-unfiled": "来信中有附件未能判断属于哪家单位",
  "many-to-one-address": "24小时内写给同一地址的信过多",
  "many-to-one-application": "7日内就同一申请写的信过多",
  breaker: "发信过多，已全部暂停；恢复：intake letters resume --why 理由",
};

const UNANSWERED: Record<string, string> = {
  "auto-reply": "自动回复",
  bounce: "退信",
  list: "群发邮件",
  own: "本系统自己的信",
  "silent: nothing-new": "没有新的材料或变化",
  "silent: no-address": "没有可用的回信地址",
  "silent: enquired-before": "此前已去信询问过",
  "silent: no-enquiries": "按规则不去信询问",
  "silent: no-application": "申请已不存在",
  "silent: purged": "个人数据已清除",
};

export function heldWords(reason: string): string {
  return HELD[reason] ?? reason;
}

/** `rule`: which one recognised an automatic mail. */
export function unansweredWords(reason: string, rule: string | null): string {
  const words = UNANSWERED[reason] ?? reason;
  return rule === null ? words : `${words}（${rule}）`;
}
