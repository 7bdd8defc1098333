/** The motifs a poster can have, as paths in a box of 200 by 300. */
const MOTIFS = [
  // A sun behind the horizon.
  'M30 190a70 70 0 0 1 140 0ZM20 202h160v8H20ZM36 222h128v7H36ZM56 241h88v6H56Z',
  // Peaks.
  'M-10 250 70 110 118 190 142 154 210 250ZM132 64a20 20 0 1 0 40 0 20 20 0 1 0-40 0Z',
  // Light of a projector.
  'M200 20 -20 120V210ZM200 28 -20 260V330H40Z',
  // An arch within an arch.
  'M30 260V130a70 70 0 0 1 140 0V260H146V134a46 46 0 0 0-92 0V260ZM82 260V140a18 18 0 0 1 36 0V260Z',
  // A moon and its orbit.
  'M64 118a44 44 0 1 0 88 0 44 44 0 1 0-88 0ZM10 150C40 190 150 190 192 84 172 206 34 226 10 150Z',
  // A skyline.
  'M0 260V150H34V104H66V176H84V72H92V50H98V72H112V190H134V124H168V164H200V260Z',
] as const;

/** Shadow, mid-tone and light of a film. */
const PALETTES = [
  ['#0f2027', '#2c6a7d', '#f4a65a'],
  ['#1d1145', '#5b6fc9', '#ffd6a5'],
  ['#35185f', '#c4606f', '#ffbd85'],
  ['#07302f', '#1b7a64', '#ffe29a'],
  ['#17172b', '#c13a58', '#f9d56e'],
  ['#10260f', '#47702a', '#e4e88f'],
  ['#24074a', '#b84a2d', '#f6d365'],
  ['#101b2d', '#2d5573', '#9ed0ff'],
  ['#3d0c0e', '#a33440', '#fcc2b6'],
  ['#1f2038', '#585c82', '#f0e2d8'],
] as const;

export interface PosterArt {
  readonly motif: string;
  readonly shadow: string;
  readonly tone: string;
  readonly light: string;
}

/** Always the same art for the same seed, and different for neighbours. */
export function posterArt(seed: number): PosterArt {
  const [shadow, tone, light] = PALETTES[(seed * 7) % PALETTES.length] ?? PALETTES[0];
  return { motif: MOTIFS[(seed * 5) % MOTIFS.length] ?? MOTIFS[0], shadow, tone, light };
}
