/** The letters of SMART App Launch 2: create, read, update, delete, search. */
export type Interaction = 'c' | 'r' | 'u' | 'd' | 's';

const VERSION_1: Readonly<Record<string, string>> = { read: 'rs', write: 'cud', '*': 'cruds' };

/** Whether one of the scopes, of SMART version 1 or 2, allows the interaction with the resource type. */
export function allows(scope: string, resourceType: string, interaction: Interaction): boolean {
  return scope.split(' ').some((item) => {
    const [, type, permissions] = /^(?:patient|user|system)\/(\*|[A-Za-z]+)\.([a-z]+|\*)$/.exec(item) ?? [];
    if (type === undefined || permissions === undefined) return false;
    return (
      (type === '*' || type === resourceType) && (VERSION_1[permissions] ?? permissions).includes(interaction)
    );
  });
}
