import SMTPConnection from "nodemailer/lib/smtp-connection";
import { logIn, optionsFor } from "./smtp.ts";
import { fitForLog, loginAdvice, readPostUrl } from "./server-url.ts";

/** Milliseconds; a person waits for the answer. */
const PATIENCE = { connect: 20_000, greeting: 20_000, answer: 20_000 };

/** Connects and logs in, and sends nothing. Null where all is well, else one sentence. @throws one sentence when the address is wrong */
export async function checkPost(url: string): Promise<string | null> {
  const server = readPostUrl(url);
  const connection = new SMTPConnection(optionsFor(server, PATIENCE));
  connection.on("error", () => undefined);
  try {
    await logIn(connection, server);
    connection.quit();
    return null;
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    return `${server.host}: ${fitForLog(message, server)}${code === "EAUTH" ? loginAdvice(server) : ""}`;
  } finally {
    connection.close();
  }
}
