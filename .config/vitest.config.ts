import { configDefaults, defineConfig } from "vitest/config";

/** Pure functions leave nothing behind: loading them once for all their tests saves a third of the time. */
const PURE = "test/domain/**/*.test.ts";

export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    globalSetup: ["test/build-first.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The whole-program tests wait for servers and child processes most of the time.
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: "domain", include: [PURE], isolate: false } },
      {
        extends: true,
        test: { name: "program", include: ["test/**/*.test.ts"], exclude: [...configDefaults.exclude, PURE] },
      },
    ],
  },
});
