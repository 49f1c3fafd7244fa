import type { CodegenConfig } from "@graphql-codegen/cli";

const config: CodegenConfig = {
  schema: "../../graphql/schema.graphql",
  documents: "src/documents/**/*.graphql",
  generates: {
    "src/api/types.gen.ts": {
      plugins: ["typescript-operations"],
      config: {
        useTypeImports: true,
        inlineFragmentTypes: "combine",
        skipTypename: true,
        enumType: "string-literal",
        scalars: { BigInt: "string", Date: "string", DateTime: "string", Html: "string", JsonLd: "unknown", RichTextAst: "unknown" },
      },
    },
  },
};

export default config;
