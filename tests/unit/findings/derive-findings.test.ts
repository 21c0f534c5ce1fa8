import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelOutput } from '#inference/contract.ts';
import {
  type CalibratedLabel,
  deriveFindings,
  deriveTriage,
  type ExplainLabel,
  type MapDescription,
} from '#lib/findings/derive-findings.ts';
import { FINDING_CODES, type FindingLabel, knownConcept } from '#lib/standards/finding-codes.ts';

const identity = { slope: 1, intercept: 0 };
const operatingPoint = { name: 'youden', threshold: 0.5, sensitivity: 0.8, specificity: 0.7 };

function labelled(label: FindingLabel, calibration = identity): CalibratedLabel {
  const { lateralisable } = FINDING_CODES[label];
  return { label, concept: knownConcept(label), lateralisable, calibration, operatingPoint };
}

function outputOf(logits: Partial<Record<FindingLabel, number>>): ModelOutput {
  return {
    model: { id: 'm', version: '1', sha256: 'ab'.repeat(32) },
    labels: Object.keys(logits),
    logits: Float32Array.from(Object.values(logits)),
    maps: { rows: 1, columns: 2, values: new Float32Array(2 * Object.keys(logits).length) },
    execution: {
      provider: 'cpu',
      precision: 'fp32',
      device: 'test device',
      batchSize: 1,
      preprocessMs: 1,
      waitMs: 0,
      inferenceMs: 1,
    },
  };
}

const region = { contour: [], box: { left: 0, top: 0, width: 1, height: 1 } };

/** A map of which all labels have the same; its regions are given whether asked for or not. */
function mapOn(
  imageSide?: MapDescription['imageSide'],
  imageThird?: MapDescription['imageThird'],
): ExplainLabel {
  const place = { left: 0, top: 0, width: 2, height: 1 };
  return () => ({
    heatMap: { rows: 1, columns: 2, values: [1, 0], place },
    imageSide,
    imageThird,
    regions: [region],
  });
}

function sideOf(label: FindingLabel, imageSide: MapDescription['imageSide'], patientOrientation?: string[]) {
  const film = { sopInstanceUid: '1.2', patientOrientation };
  return deriveFindings(outputOf({ [label]: 3 }), [labelled(label)], mapOn(imageSide), film)[0]?.laterality;
}

describe('a score over all findings', () => {
  const labels = [labelled('mass'), { ...labelled('nodule'), isTriage: true }, labelled('edema')];
  const output = outputOf({ mass: 1, nodule: 3, edema: -2 });

  it('is calibrated and called as a finding is, and never is one', () => {
    expect(deriveTriage(output, labels)).toEqual({
      presence: 'present',
      probability: expect.closeTo(1 / (1 + Math.exp(-3)), 6) as number,
      operatingPoint,
    });
    const film = { sopInstanceUid: '1' };
    expect(deriveFindings(output, labels, mapOn(), film).map(({ label }) => label)).toEqual([
      'mass',
      'edema',
    ]);
    expect(deriveTriage(output, [labelled('mass'), labelled('nodule'), labelled('edema')])).toBeUndefined();
  });

  it('leaves every other label its own map', () => {
    const asked: number[] = [];
    const explain: ExplainLabel = (label, withRegions) => {
      asked.push(label);
      return mapOn()(label, withRegions);
    };
    deriveFindings(output, labels, explain, { sopInstanceUid: '1' });
    expect(asked).toEqual([0, 2]);
  });
});

describe('probability and presence', () => {
  it('calibrates the logit before it compares with the operating point', () => {
    const label = labelled('effusion', { slope: 2, intercept: -1 });
    const [finding] = deriveFindings(outputOf({ effusion: 0.25 }), [label], mapOn(), {
      sopInstanceUid: '1.2',
    });
    expect(finding?.probability).toBeCloseTo(1 / (1 + Math.exp(0.5)), 12);
    expect(finding?.presence).toBe('absent');
  });

  it('says present exactly from the operating point on', () => {
    const at = (logit: number) =>
      deriveFindings(outputOf({ mass: logit }), [labelled('mass')], mapOn(), { sopInstanceUid: '1' })[0]
        ?.presence;
    expect(at(0)).toBe('present');
    expect(at(-0.001)).toBe('absent');
  });

  it('calls absent only what lies below the rule-out point, and indeterminate what lies between', () => {
    const ruleOut = { name: 'sensitivity-90', threshold: 0.25, sensitivity: 0.9, specificity: 0.5 };
    const at = (probability: number) => {
      const logit = Math.log(probability / (1 - probability));
      const label = { ...labelled('mass'), ruleOut };
      return deriveFindings(outputOf({ mass: logit }), [label], mapOn('left'), { sopInstanceUid: '1' })[0];
    };
    expect(at(0.6)).toMatchObject({ presence: 'present', laterality: 'right' });
    expect(at(0.3)).toMatchObject({ presence: 'indeterminate', ruleOut });
    expect(at(0.3)?.laterality).toBeUndefined();
    expect(at(0.2)?.presence).toBe('absent');
  });

  it('gives a probability between 0 and 1 for every finite logit', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (logit) => {
        const film = { sopInstanceUid: '1.2' };
        const [finding] = deriveFindings(outputOf({ mass: logit }), [labelled('mass')], mapOn(), film);
        expect(finding?.probability).toBeGreaterThanOrEqual(0);
        expect(finding?.probability).toBeLessThanOrEqual(1);
      }),
    );
  });

  it.each([Number.NaN, Infinity, -Infinity])('refuses a logit of %s', (logit) => {
    const derive = () =>
      deriveFindings(outputOf({ mass: logit }), [labelled('mass')], mapOn(), { sopInstanceUid: '1' });
    expect(derive).toThrow('model-output-not-finite');
  });

  it('refuses an output whose labels are not the manifest’s, in its order', () => {
    const derive = () =>
      deriveFindings(outputOf({ mass: 1, nodule: 1 }), [labelled('nodule'), labelled('mass')], mapOn(), {
        sopInstanceUid: '1',
      });
    expect(derive).toThrow('model-output-mismatch');
  });

  it('refuses an output with a label too few', () => {
    const derive = () =>
      deriveFindings(outputOf({ mass: 1 }), [labelled('mass'), labelled('nodule')], mapOn(), {
        sopInstanceUid: '1',
      });
    expect(derive).toThrow('model-output-mismatch');
  });
});

describe('the patient’s side', () => {
  it('is the other side than the image’s on a frontal film, whether the header says so or is silent', () => {
    expect(sideOf('effusion', 'left')).toBe('right');
    expect(sideOf('effusion', 'right')).toBe('left');
    expect(sideOf('effusion', 'left', ['L', 'F'])).toBe('right');
  });

  it('is the image’s side on a mirrored film, as its header tells', () => {
    expect(sideOf('effusion', 'left', ['R', 'F'])).toBe('left');
    expect(sideOf('effusion', 'right', ['R', 'F'])).toBe('right');
  });

  it('is not named on a film whose rows run neither left nor right', () => {
    expect(sideOf('effusion', 'left', ['A', 'F'])).toBeUndefined();
  });

  it('is not named for the heart or a diffuse finding, nor where the map is unclear', () => {
    expect(sideOf('edema', 'left')).toBeUndefined();
    expect(sideOf('cardiomegaly', 'left')).toBeUndefined();
    expect(sideOf('effusion', undefined)).toBeUndefined();
  });

  it('is not named where the map weighs on both: that does not make the finding bilateral', () => {
    expect(sideOf('effusion', 'both')).toBeUndefined();
  });

  it('is not named for an absent finding', () => {
    const [finding] = deriveFindings(outputOf({ effusion: -3 }), [labelled('effusion')], mapOn('left'), {
      sopInstanceUid: '1',
    });
    expect(finding).not.toHaveProperty('laterality');
  });
});

describe('what the map shows', () => {
  const derive = (logit: number, explain: ExplainLabel | undefined, patientOrientation?: string[]) =>
    deriveFindings(outputOf({ effusion: logit }), [labelled('effusion')], explain, {
      sopInstanceUid: '1',
      patientOrientation,
    })[0];

  it('is drawn as regions only of what is present or indeterminate', () => {
    expect(derive(3, mapOn('left'))?.regions).toEqual([region]);
    expect(derive(-3, mapOn('left'))).not.toHaveProperty('regions');
  });

  it('names the zone by which way the patient hangs', () => {
    expect(derive(3, mapOn('left', 'bottom'))?.zone).toBe('lower');
    expect(derive(3, mapOn('left', 'bottom'), ['L', 'H'])?.zone).toBe('upper');
    expect(derive(3, mapOn('left', 'top'), ['L', 'A'])).not.toHaveProperty('zone');
    expect(derive(-3, mapOn('left', 'bottom'))).not.toHaveProperty('zone');
  });

  it('is nothing where the model draws no maps: no heat map, no side, no region', () => {
    const finding = derive(3, undefined);
    expect(finding?.presence).toBe('present');
    for (const key of ['heatMap', 'laterality', 'zone', 'regions']) expect(finding).not.toHaveProperty(key);
  });
});
