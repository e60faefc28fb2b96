/* Makes nurinet_cms/static/vendor from npm packages: KRDS's design system, purged to what our
   templates use, Pretendard GOV, and Leaflet for the maps. Nothing of it is kept in the repository; the site works
   without it. Run after `npm ci`; running it twice is safe. */

import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { PurgeCSS } from "purgecss";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const modules = path.join(root, "node_modules");
const target = path.join(root, "nurinet_cms", "static", "vendor");
const krds = path.join(modules, "krds-uiux", "resources");
const leaflet = path.join(modules, "leaflet", "dist");
const clusters = path.join(modules, "leaflet.markercluster", "dist");
const pretendard = path.join(modules, "pretendard-gov", "dist", "web", "static");

/* Only Bold is fetched, for titles and what stands out: 23 files of two weights weighed 300 kB on the home
   page, and a phone's own Korean font reads as well. Regular is taken where the device has it. */
const LOCAL_REGULAR =
  '@font-face{font-family:"Pretendard GOV";font-weight:400;' +
  'src:local("Pretendard GOV Regular"),local("PretendardGOV-Regular"),local("Pretendard GOV")}';

async function templates(folder = path.join(root, "templates")) {
  const found = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(await templates(full)));
    else if (entry.name.endsWith(".html")) found.push(full);
  }
  return found;
}

async function buildDesignSystem() {
  const tokens = await readFile(path.join(krds, "css", "token", "krds_tokens.css"), "utf8");
  const output = await readFile(path.join(krds, "css", "component", "output.css"), "utf8");
  // output.css @imports the tokens: inlined, so that one request brings both.
  const raw = (tokens + output)
    .replace(/@charset[^;]*;/g, "")
    .replace(/@import[^;]*;/g, "")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    // In a layer, an `!important` would win even over our own sheet.
    .replace(/\s*!important/g, "");
  const [{ css }] = await new PurgeCSS().purge({
    content: [
      ...(await templates()),
      path.join(root, "common", "templatetags", "nurinet_tags.py"),
      path.join(root, "nurinet_cms", "static", "nurinet", "site.js"),
      path.join(root, "nurinet_cms", "static", "nurinet", "site.css"),
    ],
    css: [{ raw }],
    variables: true,
    // Site.css reads colour tokens by name, with a fallback each; PurgeCSS cannot see those uses.
    safelist: { variables: [/^--krds-color-light-/, /^--krds-typo-font-type$/] },
    // KRDS hides every caption and legend; ours are to be seen. Its dark theme by the system's colour
    // scheme is not offered.
    blocklist: ["caption", "legend", /data-krds-mode="?theme/],
  });
  const used = [...new Set([...css.matchAll(/url\((?:\.\.\/)+img\/component\/([^)]+)\)/g)].map((m) => m[1]))];
  for (const image of used) {
    await cp(path.join(krds, "img", "component", image), path.join(target, "krds", image));
  }
  const local = css.replace(/url\((?:\.\.\/)+img\/component\//g, "url(krds/").replace(/\s*\n\s*/g, "\n");
  // In a layer, so that our own sheet wins without a fight over specificity.
  await writeFile(path.join(target, "krds.css"), `@layer fallback, krds;\n@layer krds {\n${local}\n}\n`);
  return local.length;
}

/* Whether a part holds Hangul syllables or ASCII; parts of other scripts are left to the device. */
function isKorean(range) {
  return range.split(",").some((piece) => {
    const [first, last = first] = piece.replace(/^U\+/i, "").split("-").map((code) => parseInt(code, 16));
    return (last >= 0xac00 && first <= 0xd7a3) || first <= 0x7e;
  });
}

async function buildFonts() {
  const css = await readFile(path.join(pretendard, "pretendard-gov-dynamic-subset.css"), "utf8");
  const faces = [LOCAL_REGULAR];
  const pattern = /@font-face\s*{[^}]*PretendardGOV-Bold\.subset\.(\d+)\.woff2[^}]*}/g;
  for (const [face, part] of css.matchAll(pattern)) {
    const range = face.match(/unicode-range:\s*([^;]+);/)[1].replace(/\s+/g, "");
    if (!isKorean(range)) continue;
    const file = `PretendardGOV-Bold.subset.${part}.woff2`;
    await cp(path.join(pretendard, "woff2-dynamic-subset", file), path.join(target, "fonts", file));
    faces.push(
      '@font-face{font-family:"Pretendard GOV";font-weight:700;font-display:swap;' +
        `src:url(fonts/${file}) format("woff2");unicode-range:${range}}`,
    );
  }
  await writeFile(path.join(target, "fonts.css"), faces.join("\n") + "\n");
  return faces.length - 1;
}

/* Leaflet and its clusters, in one file each. Our pins are drawn by our own sheet, so no picture is taken. */
async function buildMap() {
  const read = (folder, name) => readFile(path.join(folder, name), "utf8");
  const scripts = [await read(leaflet, "leaflet.js"), await read(clusters, "leaflet.markercluster.js")];
  const sheets = [await read(leaflet, "leaflet.css"), await read(clusters, "MarkerCluster.css")];
  const script = scripts.map((text) => text.replace(/^\/\/# sourceMappingURL=.*$/m, "")).join("\n");
  const licence =
    "/* leaflet.markercluster 1.5.3 (MIT), (c) 2012-2017 Dave Leaver and contributors; Leaflet's notice follows. */\n";
  await writeFile(path.join(target, "map.js"), licence + script);
  const css = sheets.join("\n").replace(/[^{}]*\{[^{}]*url\([^{}]*\}/g, "");
  await writeFile(path.join(target, "map.css"), css);
  return script.length;
}

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
const [bytes, faces, map] = [await buildDesignSystem(), await buildFonts(), await buildMap()];
const kilo = (size) => Math.round(size / 1024);
console.log(`vendor: KRDS ${kilo(bytes)} kB of CSS, ${faces} font files, Leaflet ${kilo(map)} kB`);
