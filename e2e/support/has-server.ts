/** Whether the demo has a server, or a service worker in its place: see pages/playwright.config.ts. */
export const HAS_SERVER = process.env['DEMO_WITHOUT_SERVER'] === undefined;
