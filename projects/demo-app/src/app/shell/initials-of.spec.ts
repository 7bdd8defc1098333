import { initialsOf } from './initials-of';

describe('initialsOf', () => {
  const names = {
    'Ada Lovelace': 'AL',
    'Portrait of a Lady on Fire': 'PF',
    '2001: A Space Odyssey': '2O',
    'élan vital': 'ÉV',
    Alien: 'A',
    '': '',
  };
  for (const [name, initials] of Object.entries(names)) {
    it(`of "${name}" is "${initials}"`, () => {
      expect(initialsOf(name)).toBe(initials);
    });
  }
});
