import type { RefusalReason } from '#inference/gate/accept-film.ts';
import type { PixelRefusal } from '#inference/gate/accept-pixels.ts';
import type { ModelAcceptance } from '#inference/models/manifest.ts';

/** The gate's reason in words that name what the manifest asks for. */
export function describeRefusal(reason: RefusalReason | PixelRefusal, accepts: ModelAcceptance): string {
  const one = (values: readonly string[]) => values.join(', ');
  const { minimumAgeYears, maximumAgeYears } = accepts;
  const ages = `${String(minimumAgeYears)} to ${maximumAgeYears === undefined ? 'any age' : String(maximumAgeYears)}`;
  const sentences: Readonly<Record<RefusalReason | PixelRefusal, string>> = {
    'modality-not-accepted': `its modality is missing or not one of ${one(accepts.modalities)}`,
    'sop-class-not-accepted': 'its SOP class is not one that the model’s manifest names',
    'not-for-presentation': 'it is a raw image (FOR PROCESSING)',
    'presentation-intent-not-accepted': `its presentation intent is not ${one(accepts.presentationIntents)}`,
    'image-type-not-accepted': `its image type says ${one(accepts.excludedImageTypes)} or the like`,
    'capture-not-accepted': 'it is a captured screen or a scanned document',
    'series-not-accepted': 'its series is described as processed, a report or a localizer',
    'not-a-single-frame': 'it holds several frames',
    'not-greyscale': 'it is in colours',
    'greyscale-contradictory': 'it contradicts itself on whether bone is white',
    'body-part-not-accepted': `its body part is not ${one(accepts.bodyParts)}`,
    'body-part-unknown': `nothing in it says that it shows ${one(accepts.bodyParts)}`,
    'view-not-accepted': `its view is unknown or not ${one(accepts.views)}`,
    'age-not-accepted': `the patient’s age is not ${ages}`,
    'processed-copy': 'it is a processed copy of another film',
    'duplicate-instance': 'it is the same object as another',
    'film-blank': 'it shows nothing',
    'film-inverted': 'its greys look inverted',
    'film-turned': 'it looks turned or upside down',
    'film-unlike-training': 'it looks like no film that the model was trained on',
  };
  return sentences[reason];
}
