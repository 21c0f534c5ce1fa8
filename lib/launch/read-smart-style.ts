/** The EHR's colours (SMART 2.2, smart_style_url), as plain values and never as CSS of theirs. */
import { z } from 'zod';
import type { Site } from '#lib/platform/sites.ts';
import { readBounded } from './read-bounded.ts';

const TIMEOUT_MS = 2000;
const BYTES_AT_MOST = 16 * 1024;
/** WCAG 2.2 1.4.3: below it, words are not readable. */
const CONTRAST_AT_LEAST = 4.5;
const WHITE = 1;
const INK = luminance('#1a2230');

const colour = z
  .string()
  .regex(/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i)
  .optional()
  .catch(undefined);
const styleSchema = z.object({ color_background: colour, color_highlight: colour });

export const smartStyleSchema = z.object({
  /** Behind everything: dark words stand on it. */
  background: colour,
  /** Of what can be pressed: white words stand on it. */
  highlight: colour,
});
export type SmartStyle = z.infer<typeof smartStyleSchema>;

/**
 * Undefined where there is none that can be used: decoration must not end a launch. Only the EHR's own hosts are asked,
 * whatever the address says (SSRF).
 */
export async function readSmartStyle(
  site: Site,
  url: string,
  ehrAddresses: readonly (string | undefined)[],
): Promise<SmartStyle | undefined> {
  const own = [site.fhir.issuer, ...site.frameAncestors, ...ehrAddresses].flatMap((address) =>
    address !== undefined && URL.canParse(address) ? [new URL(address).origin] : [],
  );
  if (!URL.canParse(url) || !own.includes(new URL(url).origin)) return undefined;
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
    const text = response.ok ? await readBounded(response, BYTES_AT_MOST) : undefined;
    return text === undefined ? undefined : usable(styleSchema.parse(JSON.parse(text)));
  } catch {
    return undefined;
  }
}

function usable(style: z.infer<typeof styleSchema>): SmartStyle {
  const { color_background: background, color_highlight: highlight } = style;
  return {
    ...(background !== undefined &&
      contrast(luminance(background), INK) >= CONTRAST_AT_LEAST && { background }),
    ...(highlight !== undefined &&
      contrast(WHITE, luminance(highlight)) >= CONTRAST_AT_LEAST && { highlight }),
  };
}

function contrast(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const digits = hex.slice(1);
  const wide = digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits;
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const value = Number.parseInt(wide.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
