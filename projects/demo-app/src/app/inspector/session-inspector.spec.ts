import { TestBed } from '@angular/core/testing';
import { JwtAuthTestingController } from 'ngx-jwt-auth/testing';
import { EventLog } from '../account/event-log';
import { PageView } from '../testing/page-view';
import { provideTestApp, settle, signInAs } from '../testing/test-app';
import { InspectorState } from './inspector-state';
import { SessionInspector } from './session-inspector';
import { SessionObserver } from './session-observer';
import { Trace } from './trace';
import { TRACE_CLOCK } from './trace-clock';

describe('SessionInspector', () => {
  let now: number;

  beforeEach(() => {
    now = 0;
    jasmine
      .clock()
      .install()
      .mockDate(new Date(2026, 0, 1));
    TestBed.configureTestingModule({
      providers: [provideTestApp(), { provide: TRACE_CLOCK, useValue: () => now }],
    });
    TestBed.inject(EventLog);
    TestBed.inject(SessionObserver);
  });

  afterEach(() => {
    jasmine.clock().uninstall();
  });

  async function show(): Promise<PageView> {
    const fixture = TestBed.createComponent(SessionInspector);
    await settle();
    return new PageView(fixture.nativeElement as Element);
  }

  /** Lets the picture be drawn anew. */
  async function draw(): Promise<void> {
    await settle();
    now += 1000;
    jasmine.clock().tick(1000);
    await settle();
  }

  it('says that nobody is signed in, and what there would be to see', async () => {
    const view = await show();
    expect(view.text).toContain('nobody is signed in');
    expect(view.text).toContain('No requests yet');
    expect(view.text).toContain('None since the page was loaded.');
    for (const word of ['waiting', 'sent again', 'answered 401', 'another tab']) {
      expect(view.text).withContext('the legend').toContain(word);
    }
  });

  it('shows the life of the token, who is signed in, and who refreshed last', async () => {
    await signInAs('editor');
    const view = await show();
    expect(view.text).toContain('5 min 0 s left');
    expect(view.text).toContain('Ada Test');
    expect(view.text).toContain('none yet');
    await TestBed.inject(JwtAuthTestingController).otherTab().refresh();
    await settle();
    expect(view.text).toContain('by another tab, 00:00:00');
  });

  it('says that requests wait for one refresh', async () => {
    const view = await show();
    const trace = TestBed.inject(Trace);
    for (let request = 0; request < 12; request++) trace.ask('GET /me');
    trace.note({ kind: 'refreshStarted' });
    await draw();
    expect(view.text).toContain('12 requests waiting for 1 refresh');
  });

  it('closes', async () => {
    const state = TestBed.inject(InspectorState);
    if (!state.isOpen()) state.toggle();
    (await show()).click('Close the inspector');
    expect(state.isOpen()).toBeFalse();
    localStorage.removeItem('movie-tracker.inspector');
  });
});
