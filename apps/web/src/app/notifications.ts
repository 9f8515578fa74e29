import type { FlashbarProps } from '@cloudscape-design/components/flashbar';
import { createStore } from '../ui/store.ts';

export interface Notification {
  /** A notification with the id of an older one takes its place. */
  id: string;
  type: 'success' | 'error' | 'warning' | 'info' | 'in-progress';
  header: string;
  content?: FlashbarProps.MessageDefinition['content'];
  action?: FlashbarProps.MessageDefinition['action'];
}

const notifications = createStore<readonly Notification[]>([]);
let lastId = 0;

export const useNotifications = notifications.use;

/** Says something at the top of whatever page is open, until it is dismissed. Answers its id. */
export function notify(notification: Omit<Notification, 'id'> & { id?: string }): string {
  const id = notification.id ?? `notification-${++lastId}`;
  notifications.set((all) => [{ ...notification, id }, ...all.filter((other) => other.id !== id)].slice(0, 10));
  return id;
}

export function dismiss(id: string): void {
  notifications.set((all) => all.filter((other) => other.id !== id));
}
