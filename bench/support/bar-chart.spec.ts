import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { barChart } from './bar-chart.ts';
import type { Table } from './table.ts';

const table: Table = {
  id: 'request',
  title: 'A request & its token',
  columns: [
    { title: 'sent', unit: '' },
    { title: 'added time', unit: 'µs', digits: 1 },
  ],
  rows: [
    { variant: 'ngx-jwt-auth, typical', cells: [1, { median: 1, min: 1, max: 1, rounds: 7 }] },
    { variant: '<hand>', cells: [1, { median: 2, min: 1.5, max: 4, rounds: 7 }] },
    { variant: 'another', cells: { cannot: 'has no interceptor' } },
  ],
  chart: 1,
};

describe('barChart', () => {
  const chart = barChart(table) ?? '';

  it('has a title and all its numbers for those who cannot see it', () => {
    assert.match(
      chart,
      /<title id="title">A request &amp; its token: added time, µs<\/title>\n.*<desc id="description">ngx-jwt-auth, typical: 1.0 µs; &lt;hand&gt;: 2.0 µs; another: not possible, see the table.<\/desc>/,
    );
    assert.match(chart, /role="img" aria-labelledby="title description"/);
  });

  it('draws bars to one scale, and none for who cannot', () => {
    const widths = [...chart.matchAll(/class="bar".*? width="([\d.]+)"/g)].map(([, width]) =>
      Number(width),
    );
    assert.equal(widths.length, 2);
    assert.ok(Math.abs((widths[1] ?? 0) - 2 * (widths[0] ?? 0)) < 0.2, widths.join());
  });

  it('shows how far the rounds lie apart, where they do', () => {
    const [line, ...others] = [...chart.matchAll(/x1="([\d.]+)" x2="([\d.]+)"/g)];
    const [from, to] = [Number(line?.[1]), Number(line?.[2])];
    const start = 220;
    assert.equal(others.length, 0);
    // The most of all takes the room there is.
    assert.ok(to > 600, String(to));
    assert.ok(Math.abs((to - start) / (from - start) - 4 / 1.5) < 0.01);
  });

  it('keeps all that it draws inside of the picture', () => {
    const texts = [...chart.matchAll(/<text[^>]* x="([\d.]+)"[^>]*>([^<]*)</g)];
    assert.ok(texts.length > 6);
    for (const [, x, text] of texts) assert.ok(Number(x) + (text?.length ?? 0) * 7 < 760, text);
  });

  it('tells ours from the others, and can be read on a dark page', () => {
    assert.equal(chart.match(/<g class="ours">/g)?.length, 1);
    assert.match(chart, /prefers-color-scheme: dark/);
  });

  it('is none where the table wants none', () => {
    const { chart: _, ...without } = table;
    assert.equal(barChart(without), null);
  });
});
