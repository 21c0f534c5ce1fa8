/** What real systems write for a body part that a manifest names by its DICOM term (DICOM PS3.16 Annex L). */
interface BodyPart {
  /** Other values of Body Part Examined that mean the same. */
  readonly synonyms: readonly string[];
  /** Words of a description that name it. */
  readonly words: readonly string[];
}

const BODY_PARTS: Readonly<Record<string, BodyPart>> = {
  CHEST: {
    synonyms: ['THORAX', 'TORAX', 'LUNG', 'LUNGS', 'CHEST PA', 'CHEST AP', 'CHEST_PA', 'CHEST_AP'],
    words: ['thorax', 'torax', 'cxr'],
  },
  BREAST: { synonyms: ['MAMMA', 'BREASTS'], words: ['mammo', 'mammography', 'mammogram', 'mamma'] },
  ABDOMEN: { synonyms: ['ABD', 'KUB'], words: ['abd', 'kub'] },
  HAND: { synonyms: ['HANDS', 'LHAND', 'RHAND'], words: ['hands', 'bone age'] },
  KNEE: { synonyms: ['KNEES', 'LKNEE', 'RKNEE'], words: ['knees'] },
  PELVIS: { synonyms: ['PELVIC'], words: ['pelvic'] },
  SPINE: { synonyms: ['CSPINE', 'TSPINE', 'LSPINE'], words: [] },
};

/** Whether Body Part Examined (upper case) is the part that the manifest's term means. */
export function isBodyPart(examined: string, term: string): boolean {
  return examined === term || (BODY_PARTS[term]?.synonyms.includes(examined) ?? false);
}

/** Whether a description names the part, as a word of its own. */
export function namesBodyPart(description: string, term: string): boolean {
  return [term, ...(BODY_PARTS[term]?.words ?? [])].some((word) => hasWords(description, word));
}

/** Whole words, in any case; underscores part words as spaces do. */
export function hasWords(text: string, words: string): boolean {
  const plain = (each: string) =>
    ` ${each
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()} `;
  return plain(text).includes(plain(words));
}
