import java.io.FileInputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** Each file as PDF/A-2a: its name, then `compliant` or the clauses of ISO 19005-2 that it breaks, one line a file. */
class ValidatePdfA {
  public static void main(String[] files) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    for (String file : files) {
      try (var input = new FileInputStream(file);
          var parser = Foundries.defaultInstance().createParser(input, PDFAFlavour.PDFA_2_A);
          var validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_2_A, false)) {
        var result = validator.validate(parser);
        var line = new StringBuilder(file).append('\t');
        if (result.isCompliant()) line.append("compliant");
        for (var check : result.getFailedChecks().keySet())
          line.append(check.getClause()).append('-').append(check.getTestNumber()).append(' ');
        System.out.println(line);
      }
    }
  }
}
