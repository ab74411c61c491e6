/** Only what the demonstration uses; see the package's README. */
declare module "hoodiecrow-imap" {
  import type { Server, Socket } from "node:net";

  interface Folder {
    uidvalidity?: number;
    "special-use"?: string;
  }

  interface Options {
    plugins: string[];
    users: Record<string, { password: string }>;
    storage: { INBOX: Folder; "": { separator: string; folders: Record<string, Folder> } };
  }

  export interface ImapConnection {
    /** null once closed. */
    socket: Socket | null;
    /** Takes the next line in place of a command, e.g. the DONE that ends an IDLE. */
    inputHandler: ((line: string) => void) | false;
  }

  export interface ImapServer {
    server: Server;
    /** Called with each new connection. */
    connectionHandlers: ((connection: ImapConnection) => void)[];
    listen(port: number, host: string, listening: () => void): void;
    /** `internalDate` as IMAP writes it, e.g. `21-Nov-2022 09:00:00 +0800`; `raw` one character for each byte. */
    appendMessage(folder: string, flags: string[], internalDate: string, raw: string): void;
  }

  export default function hoodiecrow(options: Options): ImapServer;
}
