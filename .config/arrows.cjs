// The arrows between the rooms of the house (README, “the map of the house”).
const room = (name) => `^src/${name}/`;
const only = (from, allowed) => ({
  name: `${from}-imports-only-its-own`,
  severity: "error",
  from: { path: room(from) },
  to: { path: "^src/", pathNot: [from, ...allowed].map(room) },
});

module.exports = {
  forbidden: [
    only("domain", []),
    only("reading", ["domain"]),
    only("mailbox", ["domain"]),
    only("store", ["domain"]),
    only("console", ["domain", "store"]),
    {
      name: "domain-is-pure",
      comment: "data in, data out: no node:, no package",
      severity: "error",
      from: { path: room("domain") },
      to: { pathNot: "^src/domain/" },
    },
    {
      name: "nobody-imports-main",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^src/main[.]ts$" },
    },
    { name: "no-circles", severity: "error", from: { path: "^src/" }, to: { circular: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
  },
};
