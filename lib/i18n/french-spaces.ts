import { mapStrings } from './map-strings.ts';

const NO_BREAK_SPACE = '\u00a0';
const BEFORE_MARK = / (?=[;:?!%»])/g;
const AFTER_OPENING = /« /g;

/**
 * French sets a space before `; : ? ! %` and within « », where no line may break. The files hold plain spaces, which an
 * editor shows. It becomes U+00A0 and not the narrow U+202F, because ISO 8859-1 (MSH-18) carries it.
 */
export function bindFrenchMarks<M>(messages: M): M {
  return mapStrings(messages, (text) =>
    text.replace(BEFORE_MARK, NO_BREAK_SPACE).replace(AFTER_OPENING, `«${NO_BREAK_SPACE}`),
  );
}
