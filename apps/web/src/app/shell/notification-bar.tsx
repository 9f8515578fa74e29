import Flashbar from '@cloudscape-design/components/flashbar';
import { dismiss, useNotifications } from '../notifications.ts';

export function NotificationBar() {
  const notifications = useNotifications();
  return (
    <Flashbar
      stackItems
      items={notifications.map(({ id, type, header, content, action }) => ({
        id,
        type: type === 'in-progress' ? 'info' : type,
        loading: type === 'in-progress',
        header,
        content,
        action,
        dismissible: true,
        dismissLabel: `Dismiss: ${header}`,
        onDismiss: () => dismiss(id),
        ariaRole: type === 'error' ? 'alert' : 'status',
      }))}
    />
  );
}
