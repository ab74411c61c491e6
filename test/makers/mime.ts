/** A mail from header lines and a body; strings are UTF-8, buffers stay as they are. */
export function mailOf(headers: (string | Buffer)[], body: string | Buffer = "正文"): Buffer {
  return Buffer.concat([
    ...headers.flatMap((line) => [Buffer.from(line), Buffer.from("\r\n")]),
    Buffer.from("\r\n"),
    Buffer.from(body),
  ]);
}

let boundaries = 0;

export function mixed(subtype: string, parts: Buffer[], headers = ["From: a@b.example", "Subject: s"]): Buffer {
  const boundary = `=b${++boundaries}`;
  const body = parts.flatMap((part) => [Buffer.from(`--${boundary}\r\n`), part, Buffer.from("\r\n")]);
  const type = `Content-Type: multipart/${subtype}; boundary="${boundary}"`;
  return mailOf([...headers, "MIME-Version: 1.0", type], Buffer.concat([...body, Buffer.from(`--${boundary}--\r\n`)]));
}

export const b64 = (bytes: Buffer | string) => Buffer.from(bytes).toString("base64");

export const attached = (bytes: Buffer, headers: (string | Buffer)[]) =>
  mailOf([...headers, "Content-Transfer-Encoding: base64"], b64(bytes));

/** uuencode (POSIX), as mail programs of before MIME put files into a body. */
export function uuencoded(name: Buffer, content: Buffer): Buffer {
  const lines: string[] = [];
  for (let at = 0; at < content.length; at += 45) {
    const piece = content.subarray(at, at + 45);
    const padded = Buffer.concat([piece, Buffer.alloc((3 - (piece.length % 3)) % 3)]);
    let line = String.fromCharCode(32 + piece.length);
    for (let group = 0; group < padded.length; group += 3) {
      const bits = padded.readUIntBE(group, 3);
      line += [18, 12, 6, 0]
        .map((shift) => String.fromCharCode(((bits >> shift) & 63) + 32).replace(" ", "`"))
        .join("");
    }
    lines.push(line);
  }
  return Buffer.concat([Buffer.from("begin 644 "), name, Buffer.from(`\r\n${lines.join("\r\n")}\r\n\`\r\nend\r\n`)]);
}
