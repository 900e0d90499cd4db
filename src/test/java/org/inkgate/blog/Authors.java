package org.inkgate.blog;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import org.inkgate.users.User;

/** Makes users as the database would. */
public final class Authors {

  private Authors() {}

  public static User author(long id) {
    try {
      Constructor<User> constructor = User.class.getDeclaredConstructor();
      constructor.setAccessible(true);
      User user = constructor.newInstance();
      Field field = User.class.getDeclaredField("id");
      field.setAccessible(true);
      field.set(user, id);
      return user;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
