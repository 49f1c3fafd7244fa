// Runs every audit of graphql-http against the address given, one after the other, and prints each.
// Usage: node audit.mjs <folder with node_modules> <address> <number of audits expected>
import { createRequire } from "node:module";

const [folder, url, expected] = process.argv.slice(2);
const { serverAudits } = createRequire(`${folder}/`)("graphql-http");

const audits = serverAudits({ url });
let passed = 0;
for (const audit of audits) {
  const result = await audit.fn();
  if (result.status === "ok") {
    passed += 1;
    console.log(`  ok      ${audit.id}  ${audit.name}`);
  } else {
    console.log(`  ${result.status.padEnd(6)}  ${audit.id}  ${audit.name}\n          ${result.reason}`);
  }
}
console.log(`${passed} of ${audits.length} audits passed; ${expected} are expected.`);
process.exit(passed === audits.length && audits.length === Number(expected) ? 0 : 1);
