import type { HumanName } from '@medplum/fhirtypes';
import { deriveNumber } from './hospital-identity.ts';

const FAMILY = [
  'Adeyemi',
  'Bianchi',
  'Castillo',
  'Dvorak',
  'Eriksen',
  'Fontaine',
  'Gutierrez',
  'Haddad',
  'Ivanova',
  'Jansen',
  'Kowalski',
  'Lindqvist',
  'Moreau',
  'Nakamura',
  'Okafor',
  'Petrov',
];
const GIVEN = {
  F: ['Amara', 'Beatriz', 'Clara', 'Daria', 'Elif', 'Freya', 'Grace', 'Hana'],
  M: ['Arturo', 'Bram', 'Cesar', 'Dmitri', 'Emil', 'Felix', 'Goran', 'Hugo'],
  O: ['Ariel', 'Blake', 'Charlie', 'Drew', 'Eden', 'Finley', 'Jules', 'Kim'],
} as const;

/** The header's name (DICOM PS3.5 section 6.2.1.1); undefined where it has none. */
export function readHeaderName(value: string): HumanName | undefined {
  const [family = '', given = '', middle = '', prefix = '', suffix = ''] = (value.split('=')[0] ?? '')
    .split('^')
    .map((part) => part.trim());
  if (family === '' && given === '') return undefined;
  const givens = [given, middle].filter((part) => part !== '');
  return {
    use: 'official',
    ...(family === '' ? {} : { family }),
    ...(givens.length === 0 ? {} : { given: givens }),
    ...(prefix === '' ? {} : { prefix: [prefix] }),
    ...(suffix === '' ? {} : { suffix: [suffix] }),
  };
}

/** A believable name, always the same for the same patient. */
export function makeUpName(seed: string, sex: string): HumanName {
  const givens = sex === 'F' || sex === 'M' ? GIVEN[sex] : GIVEN.O;
  const family = FAMILY[Number(deriveNumber(`${seed} family`, 6)) % FAMILY.length] ?? 'Doe';
  const given = givens[Number(deriveNumber(`${seed} given`, 6)) % givens.length] ?? 'Kim';
  return { use: 'usual', family, given: [given] };
}

export function formatName(name: HumanName | undefined): string {
  const given = (name?.given ?? []).join(' ');
  return [name?.family, given].filter((part) => part !== undefined && part !== '').join(', ') || 'no name';
}
