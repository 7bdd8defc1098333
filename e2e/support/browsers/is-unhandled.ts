/**
 * Whether a message of the console is what Angular says of an error that nobody has handled. Its
 * listeners for those keep the browser from reporting them itself.
 */
export function isUnhandled(type: string, text: string): boolean {
  return type === 'error' && text.startsWith('ERROR');
}
