/**
 * What hostile or merely enormous input may cost. Every limit stands here with its reason; what passes one
 * becomes the note `over-limit` (or `timed-out`) whose detail is the limit's name, and nothing else suffers.
 */
export const limits = {
  /** Bytes of a raw mail. Tencent, NetEase and Aliyun stop at 50 MB of attachments, which base64 makes 68 MB; applicants' papers are a tenth. */
  mailBytes: 60_000_000,
  /** Parts of one mail, archives' entries included. An application has three; a person who zips a folder has dozens. */
  parts: 200,
  /** Mails within mails and archives within archives, together. Twice forwarded and zipped is 3. */
  nesting: 8,
  /** Entries listed in one archive. */
  archiveEntries: 500,
  /** Bytes unpacked from all archives of one mail, counted while unpacking: the sizes in an archive's directory may lie. */
  unpackedBytes: 300_000_000,
  /** Characters kept of a mail's body: enough for a long thread, quick to store and to search. */
  textChars: 200_000,
  /** Characters of one header value kept; a References header of a year-long thread has 20,000. */
  headerChars: 50_000,
  /** RLIMIT_DATA of a reading child in bytes: heap, Buffers and WebAssembly alike; two OCR engines need 590 MB at peak. */
  childBytes: 700_000_000,
  /** Wall-clock seconds of one job in a child: a page takes 1 to 3, a long scan under 30. */
  jobSeconds: 60,
} as const;

export type LimitName = keyof typeof limits;
