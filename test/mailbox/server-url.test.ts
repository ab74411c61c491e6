import { describe, expect, test } from "vitest";
import { fitForLog, loginAdvice, readMailboxUrl, readPostUrl } from "../../src/mailbox/server-url.ts";

describe("addresses of mail servers", () => {
  test.each([
    ["imaps://u:p@imap.qq.com", { host: "imap.qq.com", port: 993, secure: true, folder: "INBOX" }],
    ["imaps://u:p@h:1993/%E7%94%B3%E8%AF%B7", { port: 1993, folder: "申请" }], // a folder in Chinese
    ["imap://u:p@127.0.0.1/INBOX", { port: 143, secure: false, loopback: true }], // plain is for this machine only
    ["imap://u:p@[::1]/INBOX", { host: "::1", loopback: true }], // IPv6
    ["imap://u:p@127.0.0.1.evil.example/", { loopback: false }], // only looks like this machine
    ["imaps://a@b.example:p@ss@h/INBOX", { host: "h", user: "a@b.example", password: "p@ss" }], // @ as people paste it
    ["imaps://a%40b.example:100%25@h", { user: "a@b.example", password: "100%" }], // percent-encoded
    ["imaps://u:50%off@h", { password: "50%off" }], // a lone % stands for itself
  ])("%s", (url, expected) => {
    expect(readMailboxUrl(url)).toMatchObject(expected);
  });

  test.each([
    ["smtps://u:p@h", { port: 465, secure: true }], // TLS at once
    ["smtp://h", { port: 587, secure: false, user: "" }], // a relay without login
  ])("%s", (url, expected) => {
    expect(readPostUrl(url)).toMatchObject(expected);
  });

  test.each([
    "https://u:Secret1@h", // another scheme
    "imaps://u:Sec/ret1@h/INBOX", // an unencoded / ends the host
    "imaps:Secret1", // no host
    "Secret1", // not an address
    "imaps://u@h", // no password
  ])("%s is refused without its secret being said", (url) => {
    expect(() => readMailboxUrl(url)).toThrow(/^(?!.*(Secret1|ret1@)).*$/);
  });

  test("words for the log are one short line without the password", () => {
    const server = readMailboxUrl("imaps://u:Secret1@h");
    expect(fitForLog("NO\r\n\u001b[31mSecret1 is wrong", server)).toBe("NO [31m*** is wrong");
    expect(fitForLog("x".repeat(9_999), server)).toHaveLength(301);
  });

  test.each([
    ["imap.qq.com", true],
    ["imap.exmail.qq.com", true],
    ["imap.qiye.163.com", true],
    ["imap.notqq.com", false],
  ])("%s wants a 授权码: %s", (host, wanted) => {
    expect(loginAdvice(readMailboxUrl(`imaps://u:p@${host}`)).includes("授权码")).toBe(wanted);
  });
});
