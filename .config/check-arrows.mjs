// dependency-cruiser exits 0 when it has looked at nothing; here that is a failure.
import { spawnSync } from "node:child_process";

const cruise = spawnSync(
  "npx",
  ["--no-install", "depcruise", "--config", ".config/arrows.cjs", "--output-type", "json", "src"],
  { encoding: "utf8", maxBuffer: 1 << 28 },
);
const { summary } = JSON.parse(cruise.stdout || '{"summary":{"violations":[],"totalCruised":0}}');
for (const found of summary.violations) console.error(`${found.rule.name}: ${found.from} → ${found.to}`);
if (summary.totalCruised === 0) console.error("the arrows were checked on no file at all", cruise.stderr);
console.log(`arrows: ${summary.totalCruised} modules, ${summary.violations.length} violations`);
process.exit(summary.totalCruised === 0 || summary.violations.length > 0 ? 1 : 0);
