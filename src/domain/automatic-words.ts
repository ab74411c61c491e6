/**
 * How machines word what they send: subjects and openings of bounces and automatic answers, English,
 * Chinese and what else occurs. Every pattern is anchored, because people quote, forward and answer such
 * mails ("Re: 自动回复: …") and must get their letter.
 */

const SUBJECT_AUTO_REPLY = [
  /^[[【(（]?(系统|邮件|邮箱)?自动(回复|回覆|答复|答覆|应答|回信)(?!系统|功能|服务)/,
  /^[[【(（]?(我?(正在|在)?(休假|放假|度假|出差|外出)|假期|不在办公室)(中|期间)?(自动)?(回复|通知|提醒|邮件)?[\])】）]?\s*($|[:：!！。])/,
  /^(automatic|automated|auto)[ -]?(reply|response|responder|answer)\b/i,
  /^auto(reply|response|responder|matic reply)?\s*:/i,
  /^((i am|i'm|currently)\s+)?(out of (the )?office|away from (the|my) office)\b(?! hours)/i,
  /^(vacation|holiday|on leave|annual leave)( (reply|response|notice|message|notification|autoreply))?\s*($|:)/i,
  /^(away|ooo|oof)\s*(:|until|from|$)/i,
  /^(read|not read|已读|已读回执|阅读回执|未读)\s*[:：]/i,
  /^(abwesenheitsnotiz|automatische antwort|réponse automatique|respuesta automática|自動返信|自動回覆|不在通知)/i,
];

const SUBJECT_BOUNCE = [
  /^[[【(（]?(系统)?退信(通知|提醒|报告|信息)?[\])】）]?\s*($|[/:：])/,
  /^[[【(（]?(您的)?邮件(被|已被|已)?(退回|退信)(通知|提醒)?[\])】）]?\s*($|[:：])/,
  /^[[【(（]?(未送达|无法送达|未能送达|无法投递|未传递|投递失败|发送失败|邮件(投递|发送|传送)(失败|延迟|不成功)(通知|提醒|报告)?)[\])】）]?\s*($|[:：])/,
  /^(undeliverable|undelivered|undeliverd)(\s*($|[:：])|\s+(mail|message|e-?mail))/i,
  /^(returned mail|mail returned|returned to sender)\b/i,
  /^\**(delivery (status|failure|notification|report|delayed|incomplete)|mail delivery (fail|status|problem|error|delay|system))/i,
  /^((the|your) )?(mail|message|e-?mail)s? (delivery (has )?(failed|failure|error)|could not be delivered|undeliverable|you sent blocked)/i,
  /^\**message you sent blocked/i,
  /^(failure notice|failed delivery|failure delivery|non[- ]?delivery|delayed mail|notice: mail delivery|mail system error)/i,
  /^(sorry, )?(your|the) (message|mail|e-?mail) (could not|cannot|couldn't|was not) (be )?(delivered|sent)/i,
  /^(warning: (could not send|message .* delayed)|postmaster notify|email delivery (error|failure))/i,
  /^(loop alert|email feedback report|abuse report|complaint about message from)/i,
  /^(disposition notification$|there was an error sending your mail)/i,
  /^(недоставленное|ваше сообщение не доставлено|メッセージを配信できません|unzustellbar)/i,
];

const OPENING_AUTO_REPLY = [
  /^[*【[(（\s]*(这|此|本)(是|邮件|封邮件|信|信件)?(是|为)?(一封|一条)?(由)?(系统|邮箱|邮件系统)?自动(回复|回覆|答复|生成|发送|发出)/,
  /^[*【[(（\s]*(系统|邮箱)?自动(回复|回覆|答复)(邮件|信息)?\s*($|[\])】）:：,，。!！])/,
  /^.{0,20}(系统|本邮件|此邮件|该邮件).{0,8}自动(回复|发送|发出|生成).{0,12}(请勿|无需|不要|请不要).{0,4}(回复|回信)/,
  /^.{0,12}(您|你)(的|发来的|发送的)?(邮件|来信|来件|来函|信件|mail|email)(我们?)?(已经?|均已)?(成功)?(收到|查收|收悉)(了)?[,，.。;；!！、\s].{0,12}(我们?)?(将|会|一定)?(会)?(尽快|尽早|第一时间|及时|稍后)(给|与|和|向)?(您|你)?(回复|回信|答复|处理|阅读|查看|联系|查阅)/,
  /^.{0,12}(我们?)?(已经?)(成功)?(收到|查收|收悉)(了)?(您|你)(的|发来的)?(邮件|来信|来件|来函|信件|mail|email)[,，.。;；!！、\s].{0,12}(我们?)?(将|会|一定)?(会)?(尽快|尽早|第一时间|及时|稍后)(给|与|和|向)?(您|你)?(回复|回信|答复|处理|阅读|查看|联系|查阅)/,
  /^.{0,20}(休假|年假|产假|病假|放假|假期|度假|出差|外出|不在办公室|离职|离开公司).{0,60}((无法|不能|未能|可能).{0,8}(及时|回复|查收|查看|收发|处理|阅读)|(紧急|急事|要事|急需).{0,20}(联系|致电|拨打|电话|手机))/,
  /^.{0,20}(本邮箱|该邮箱|此邮箱|原邮箱).{0,10}(停止使用|停用|不再使用|已更换|无人值守|仅用于发送)/,
  /^.{0,12}this (is|message is|e-?mail is|mail is) an? (auto(matic|mated|matically generated)?[ -]?)(reply|response|message|e-?mail|notification)/i,
  /^.{0,40}\bi('m| am|’m| will be| shall be)( currently| presently| now)? (out of( the)? office|away from|on (annual |sick |maternity |paternity |parental )?leave|on vacation|on holiday|on a business trip|travell?ing)\b/i,
  /^.{0,60}\b(limited|no|intermittent) access to (my )?e-?mail/i,
  /^.{0,20}thank you for your (e-?mail|message|mail)\b.{0,120}\b(out of( the)? office|on leave|on vacation|away|get back to you|respond to you|reply to you)\b/i,
];

const OPENING_BOUNCE = [
  /^(很|非常|十分)?(抱歉|遗憾|对不起)[,，!！\s]*(您|你)(发送|寄出|发出|所发)?的?(邮件|信件|信).{0,40}(退回|退信|未能|无法|不能|没有|失败)/,
  /^(您|你)(发送|寄出|发出|所发)的(邮件|信件|信).{0,40}(被退回|被拒收|退信|未能送达|无法送达|投递失败|发送失败|未送达)/,
  /^(您|你)的(邮件|信件|信).{0,30}(被退回|被拒收|未能送达|无法送达|投递失败|发送失败|无法投递)/,
  /^(未能|无法)(送达|投递|传递)(到|给|至)?(以下|下列|这些)?.{0,8}(收件人|邮件|组)/,
  /^(邮件|信件)?(投递|发送|传递)(到|给|至)?(以下|下列).{0,4}(收件人|地址).{0,6}(失败|未成功|延迟)/,
  /^退信原因\s*[:：]/,
  /^this (message|is a message|report|e-?mail|mail) (was|is)?\s?(created|generated|that was generated) automatically by/i,
  /^this (is the (mail|postfix|mail delivery) (system|program|subsystem)|is an automatically generated delivery|message was created automatically)/i,
  /^(hi[.!] )?this is the (qmail-send|mail system|mail delivery|postfix|deliver program|machine generated)/i,
  /^(your|the|a) (message|mail|e-?mail)( sent)?( to| with| that|,| you sent| from| has| was| cannot| could| did| is| \().{0,200}(could not be delivered|couldn't be delivered|cannot be delivered|can't be delivered|wasn't delivered|was not delivered|not be delivered|undeliverable|rejected|did not reach|delayed|failed)/i,
  /^(unfortunately, )?(we|i) (were|was|are|am) (unable|not able) to deliver (your|the) (message|mail|e-?mail)/i,
  /^(delivery (to|has failed|of|is delayed)|the following (recipient|address|message|user|mail|person)s?.{0,60}(fail|permanent|undeliver|unreachable|rejected|error))/i,
  /^(-+\s*)?(the following address(es)? had|transcript of session follows|unable to deliver message to|the original message was received at)/i,
  /^(i'm|we're|we are|i am) (sorry|afraid) (to have to inform|i wasn't able|i couldn't|we were unable|we could not)/i,
  /^(we had trouble delivering your message|your message could not be sent|reporting-mta:)/i,
  /^an e-?mail (that )?you (attempted|tried) to send .{0,80}could not be delivered/i,
  /^this is an? (email abuse report|spam complaint|abuse report|delivery status|delivery report|non-delivery)/i,
];

/** What a subject is worded as. */
export function subjectWording(subject: string): "auto-reply" | "bounce" | null {
  return wordedAs(subject.trim(), SUBJECT_BOUNCE, SUBJECT_AUTO_REPLY);
}

/** What the first lines of a body are worded as. What a person wrote above a quoted bounce comes first and decides. */
export function openingWording(text: string): "auto-reply" | "bounce" | null {
  const lines = ownLines(text);
  for (let index = 0; index < lines.length; index += 1) {
    const opening = lines.slice(index, index + LINES_OF_A_SENTENCE).join(" ");
    const worded = wordedAs(opening, OPENING_BOUNCE, OPENING_AUTO_REPLY);
    // A bounce that somebody asks about stands below the question.
    if (worded) return asks(worded === "bounce" ? lines.slice(0, index) : lines) ? null : worded;
  }
  return null;
}

const asks = (lines: string[]) => lines.some((line) => ASKS.test(line));

/** A salutation and a courtesy may stand before the sentence that tells. */
const OPENING_LINES = 4;
const LINES_OF_A_SENTENCE = 2;
const LINE_LENGTH = 300;
/** Machines that answer for an absent person do not ask; a person who travels may. */
const ASKS = /[?？]|请问|咨询|想了解/;
const QUOTE_BEGINS =
  /^(>|-{2,}\s*(original|原始|转发|forwarded|回复)|在.{4,80}写道|on .{6,120} wrote:|(发件人|from)\s*[:：])/i;

function ownLines(text: string): string[] {
  const lines = text
    .split(/\r\n|\r|\n/, 200)
    .map((line) => line.trim().slice(0, LINE_LENGTH))
    .filter((line) => line !== "");
  const quote = lines.findIndex((line) => QUOTE_BEGINS.test(line));
  return lines.slice(0, quote === -1 ? OPENING_LINES : Math.min(quote, OPENING_LINES));
}

function wordedAs(words: string, bounces: RegExp[], autoReplies: RegExp[]): "auto-reply" | "bounce" | null {
  if (bounces.some((pattern) => pattern.test(words))) return "bounce";
  return autoReplies.some((pattern) => pattern.test(words)) ? "auto-reply" : null;
}
