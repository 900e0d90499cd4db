package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.thirdparty.org.objectweb.asm.AnnotationVisitor;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.ClassReader;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.ClassVisitor;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.FieldVisitor;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.Handle;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.MethodVisitor;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.Opcodes;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.RecordComponentVisitor;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.TypePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Holds that no regular expression of ours takes more than its input's length: found in the
 * compiled classes, so that a new one is tried as well, and tried with what makes such expressions
 * slow, a piece of what they look for, again and again, with a wrong end.
 */
class RegularExpressionsTest {

  /** How often a character is looked at, on average; a quadratic search does it 2048 times. */
  private static final int LOOKS = 256;

  private static final int LENGTH = 4096;

  private static final String USUAL = " \t\n\raA0-_./\"'<>&:=[](){}\\,;*#+é漢";

  /** A plain piece of an expression, such as "http". */
  private static final Pattern PIECE = Pattern.compile("[A-Za-z0-9<>!:/=&'\"#, _-]{2,}");

  /**
   * The whole input is held against these, and never searched: Matcher.matches() alone is called.
   */
  private static final Set<String> WHOLE =
      Set.of(
          "(.*)--(\\d{1,6})",
          "(?:.{0,100}/)?content/((?:[^/]+/)*?)[^/]+(?:/index)?\\.[a-z]+",
          "[0-9A-Fa-f.]*+:[0-9A-Fa-f:.]*",
          "(?i)(.*/)?((README|LICEN[CS]E|CHANGELOG|CONTRIBUTING|CODE_OF_CONDUCT|SECURITY|NOTICE)(\\.\\w+)?|(node_modules|vendor|_site|public|_layouts|_includes|layouts|themes|archetypes|\\.github)/.*)",
          "(?i).*\\.(md|markdown|mdown|mkdn?|mdtext)",
          "(?i).*\\.html?",
          "[A-Za-z][A-Za-z0-9+.-]*:.*",
          "\\[([^\\]]*)\\](?::(?:\\d{1,5}|_[\\w.-]+))?|([^:]*):(?:\\d{1,5}|_[\\w.-]+)");

  /** By expression, its flags and the classes that have it. */
  private static final Map<String, Found> FOUND = new TreeMap<>();

  /** Made while the server runs, with what is no constant. Each is tried where it is made. */
  private static final Set<String> MADE = new TreeSet<>();

  private record Found(int flags, boolean whole, Set<String> places) {}

  @BeforeAll
  static void readTheClasses() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("target/classes/org/inkgate"))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".class")).toList()) {
        new ClassReader(Files.readAllBytes(file)).accept(new Search(file), 0);
      }
    }
  }

  @Test
  @DisplayName("security 78: no regular expression takes more than its input's length")
  void noneIsSlow() {
    assertTrue(FOUND.keySet().containsAll(WHOLE));
    assertTrue(FOUND.size() > 150, "Only " + FOUND.size() + " were found");
    Set<String> slow = new TreeSet<>();
    FOUND.forEach(
        (expression, found) -> {
          Pattern pattern = Pattern.compile(expression, found.flags());
          for (String input : inputs(expression)) {
            if (isSlow(pattern, input, found.whole() || WHOLE.contains(expression))) {
              String start = input.substring(0, 20).replace("\n", "\\n");
              slow.add(expression + "   " + found.places() + " with " + start + "…");
              return;
            }
          }
        });
    assertEquals(Set.of(), slow, () -> String.join("\n", slow));
  }

  @Test
  @DisplayName("security 78: those that are made of other texts are known")
  void thoseThatAreMadeAreKnown() {
    assertEquals(
        Set.of(
            // A name of ours between what HostileHeadersTest tries
            "Forwarded.parameter",
            // The expressions of its callers, all bounded
            "IncomingHtml.keep",
            // Names in a row
            "PostPolicy.<clinit>",
            // The ends of lines, or of words
            "TextDiff.split",
            // A boundary, quoted
            "UploadFields.parse",
            // The old site's host, quoted, and only at the beginning
            "WordPressHtml.lead"),
        MADE);
  }

  private static Set<String> inputs(String expression) {
    Set<String> pieces = new LinkedHashSet<>();
    Matcher plain = PIECE.matcher(expression);
    while (plain.find()) {
      pieces.add(plain.group());
    }
    Set<String> pumps = new LinkedHashSet<>(pieces);
    String characters = USUAL + expression.replaceAll("[A-Za-z0-9]", "");
    characters.chars().forEach(c -> pumps.add(Character.toString(c)));
    pieces.forEach(piece -> pumps.add(piece + " "));
    Set<String> inputs = new LinkedHashSet<>();
    for (String pump : pumps) {
      String pumped = pump.repeat(LENGTH / pump.length());
      inputs.add(pumped);
      inputs.add(pumped + "\0");
      pieces.forEach(piece -> inputs.add(piece + pumped + "\0"));
    }
    return inputs;
  }

  private static boolean isSlow(Pattern pattern, String input, boolean whole) {
    Counted counted = new Counted(input, (long) LOOKS * LENGTH);
    try {
      pattern.matcher(counted).matches();
      Matcher matcher = pattern.matcher(counted);
      while (!whole && matcher.find()) {
        continue;
      }
      return false;
    } catch (TooManyException | StackOverflowError e) {
      return true;
    }
  }

  private static final class TooManyException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Counts how often its characters are looked at. */
  private static final class Counted implements CharSequence {

    private final String text;
    private long left;

    Counted(String text, long left) {
      this.text = text;
      this.left = left;
    }

    @Override
    public char charAt(int index) {
      if (left-- == 0) {
        throw new TooManyException();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Looks for what is handed to Java's regular expressions, and to Bean Validation's. */
  private static final class Search extends ClassVisitor {

    private static final int API = Opcodes.ASM9;
    private static final String RULE = "Ljakarta/validation/constraints/Pattern;";

    private final String place;

    Search(Path file) {
      super(API);
      this.place = file.getFileName().toString().replaceAll("(\\$.*)?\\.class", "");
    }

    private void found(String expression, int flags, boolean whole) {
      FOUND.merge(
          expression,
          new Found(flags, whole, new TreeSet<>(Set.of(place))),
          (one, other) -> {
            Set<String> places = new TreeSet<>(one.places());
            places.addAll(other.places());
            return new Found(one.flags(), one.whole() && other.whole(), places);
          });
    }

    private AnnotationVisitor rule(String descriptor) {
      return !descriptor.equals(RULE)
          ? null
          : new AnnotationVisitor(API) {
            @Override
            public void visit(String name, Object value) {
              if (name.equals("regexp")) {
                found((String) value, 0, true);
              }
            }
          };
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
      return rule(descriptor);
    }

    @Override
    public FieldVisitor visitField(
        int access, String name, String descriptor, String signature, Object value) {
      return new FieldVisitor(API) {
        @Override
        public AnnotationVisitor visitAnnotation(String type, boolean visible) {
          return rule(type);
        }

        @Override
        public AnnotationVisitor visitTypeAnnotation(
            int reference, TypePath path, String type, boolean visible) {
          return rule(type);
        }
      };
    }

    @Override
    public RecordComponentVisitor visitRecordComponent(
        String name, String descriptor, String signature) {
      return new RecordComponentVisitor(API) {
        @Override
        public AnnotationVisitor visitAnnotation(String type, boolean visible) {
          return rule(type);
        }

        @Override
        public AnnotationVisitor visitTypeAnnotation(
            int reference, TypePath path, String type, boolean visible) {
          return rule(type);
        }
      };
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new Calls(place + "." + name);
    }

    /** Remembers the constants before each call. */
    private final class Calls extends MethodVisitor {

      private final String method;
      private final List<Object> before = new ArrayList<>();

      Calls(String method) {
        super(API);
        this.method = method;
      }

      @Override
      public void visitLdcInsn(Object value) {
        before.add(value);
      }

      @Override
      public void visitInsn(int opcode) {
        boolean number = opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.ICONST_5;
        before.add(number ? (Object) (opcode - Opcodes.ICONST_0) : this);
      }

      @Override
      public void visitIntInsn(int opcode, int operand) {
        before.add(operand);
      }

      @Override
      public void visitVarInsn(int opcode, int index) {
        before.add(this);
      }

      @Override
      public void visitFieldInsn(int opcode, String owner, String field, String type) {
        before.add(this);
      }

      @Override
      public void visitInvokeDynamicInsn(
          String called, String type, Handle bootstrap, Object... arguments) {
        before.add(this);
      }

      @Override
      public void visitMethodInsn(
          int opcode, String owner, String called, String type, boolean isInterface) {
        boolean compiles = owner.equals("java/util/regex/Pattern") && called.equals("compile");
        boolean ofString =
            owner.equals("java/lang/String")
                && Set.of("matches", "replaceAll", "replaceFirst", "split").contains(called);
        if (compiles || ofString) {
          int back = type.startsWith("(Ljava/lang/String;)") ? 1 : 2;
          Object last = before.get(before.size() - 1);
          Object expression = before.get(before.size() - back);
          if (expression instanceof String text) {
            int flags = compiles && back == 2 ? (Integer) last : 0;
            found(text, flags, called.equals("matches"));
          } else {
            MADE.add(method);
          }
        }
        before.add(this);
      }
    }
  }
}
