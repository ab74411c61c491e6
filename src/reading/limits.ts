const NODE_MAJOR = Number(process.versions.node.split(".")[0]);

/**
 * What hostile or merely enormous input may cost. Every limit stands here with its reason; what passes one
 * becomes the note `over-limit` (or `timed-out`) whose detail is the limit's name, and nothing else suffers.
 */
export const limits = {
  /** Bytes of a raw mail. Tencent, NetEase and Aliyun stop at 50 MB of attachments, which base64 makes 68 MB; applicants' papers are a tenth. */
  mailBytes: 60_000_000,
  /** Bytes of one document: what a mail of `mailBytes` can carry, for base64 takes a third more. Only what an archive unpacks to is larger. */
  documentBytes: 44_000_000,
  /** Parts of one mail, archives' entries included. An application has three; a person who zips a folder has dozens. */
  parts: 200,
  /** MIME parts walked over, bodies and wrappers included, to find those that are kept; 10,000 within one another take mailparser 700 MB. */
  mimeNodes: 3_000,
  /** Mails within mails and archives within archives, together. Twice forwarded and zipped is 3. */
  nesting: 8,
  /** Entries listed in one archive. */
  archiveEntries: 500,
  /** Bytes of one file out of an archive, which is held twice while its pieces are joined. Mailboxes take 50 MB of attachments, and scans do not shrink. */
  entryBytes: 100_000_000,
  /** Dictionary of a RAR, allocated as its header asks: WinRAR takes 32 MB by itself; at 512 MB a child is full, at 1 GB it looks for memory for minutes. */
  rarDictionaryBytes: 268_435_456,
  /** Bytes out of one 7z, whose engine unpacks the whole at once: they are held beside the mail, the archive and a dictionary of 64 MB. */
  sevenZipBytes: 150_000_000,
  /** Bytes unpacked from all archives of one mail, counted while unpacking: the sizes in an archive's directory may lie. */
  unpackedBytes: 300_000_000,
  /** Bytes read of one body: HTML with its pictures written into it may be megabytes, words never are. */
  bodyBytes: 20_000_000,
  /** Characters of one body without such pictures: turning HTML into text takes 5 s for a million, 100 s for four. */
  bodyChars: 1_000_000,
  /** Open elements within one another in HTML: Outlook's tables reach 60; turning 200,000 into text takes 44 s. */
  htmlDepth: 300,
  /** Characters kept of a mail's body: enough for a long thread, quick to store and to search. */
  textChars: 200_000,
  /** Characters of one header value kept; a References header of a year-long thread has 20,000. */
  headerChars: 50_000,
  /** Bytes of a docx's main part, counted while unpacking. A form has 50 to 500 KB; pictures lie elsewhere. */
  docxXmlBytes: 6_000_000,
  /** Tags in it, for as trees they cost 2 KB each (a 2 MB part of 315,000 tags: 635 MB). A form has 5,000, a book 50,000. */
  docxTags: 200_000,
  /** Parts of a document that is a zip (OpenDocument, OFD, a workbook): an OFD of a hundred pages has three hundred. */
  packageParts: 5000,
  /** Bytes unpacked from its parts, counted: a scan of thirty pages has as many megabytes. */
  packageBytes: 100_000_000,
  /** Characters of the text of any other file with words in it. A form has 3,000, a book a million. */
  wordChars: 2_000_000,
  /** Cells of a sheet, up to its last row and column; a form has a hundred, a roster 50,000. */
  sheetCells: 500_000,
  /** Tables within one another: beyond that a cell's text is copied for nothing. Forms have two. */
  tableDepth: 12,
  /** Columns that one merged cell may claim; Word's tables have no more. */
  tableColumns: 63,
  /** Groups within one another in RTF; Word's own files have ten, and each is kept until it ends. */
  rtfDepth: 1000,
  /**
   * RLIMIT_DATA of a reading child in bytes: heap, Buffers and WebAssembly alike; two OCR engines need 590 MB at peak.
   * From Node 22 on V8 maps more of it without using it: the same two pages map 1,360 MB on 22.23 and 930 MB on 24.21, and hold 400 MB.
   */
  childBytes: NODE_MAJOR >= 22 ? 1_600_000_000 : 700_000_000,
  /** RLIMIT_STACK of a reading child: every thread's stack counts whole, and 20 threads of 8 MB would eat a quarter of `childBytes`. */
  childStackBytes: 2_097_152,
  /** RLIMIT_CPU of a reading child in seconds of all its threads: what ends it where its parent was stopped and watches no clock. A job of `jobSeconds` on eight cores takes 400. */
  childCpuSeconds: 1000,
  /** Wall-clock seconds of one job in a child: a page takes 1 to 3, a long scan under 30. With `TURN_SECONDS` a file keeps other mail waiting for less than 60. */
  jobSeconds: 50,
  /**
   * Seconds spent on one mail's documents, in all its turns, after which no further one is begun: 200 documents of `jobSeconds` would
   * be three hours. Ten scans of ten pages take about 200.
   */
  mailSeconds: 300,
  /** Pages of one document. Form and declaration have four; a company that binds its certificates in has twenty. */
  pages: 30,
  /** Pixels of a page's picture, 3 bytes each. A4 at 300 dpi has 8.7 million, at the 150 dpi that are used 2.2. */
  pagePixels: 12_000_000,
  /** Pixels of a photo or scan before it is made smaller, from its header. The largest telephones make 200 million. */
  pictureInputPixels: 220_000_000,
  /** Texts, pictures and lines on a page of OFD; units within units could make billions. A dense form has a thousand. */
  ofdObjects: 50_000,
  /** Lines read on one page: the densest form has a hundred, a page of dots thousands. */
  pageLines: 400,
  /** Seconds after which no further page of a document is begun, so that what was read is kept (`jobSeconds` kills). */
  pagesSeconds: 40,
} as const;

export type LimitName = keyof typeof limits;
