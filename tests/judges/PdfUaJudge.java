// Asks the veraPDF engine whether each file keeps every rule of PDF/UA-1. One line a file, one more for each broken rule.

import java.io.FileInputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

public final class PdfUaJudge {
    private static final String RULES = "/org/verapdf/pdfa/validation/PDFUA-1.xml";

    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile profile = Profiles.profileFromXml(PdfUaJudge.class.getResourceAsStream(RULES));
        boolean allPass = true;
        for (String file : files) {
            allPass &= judge(file, profile);
        }
        System.exit(allPass ? 0 : 1);
    }

    private static boolean judge(String file, ValidationProfile profile) throws Exception {
        try (FileInputStream bytes = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(bytes, profile.getPDFAFlavour());
                PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
            ValidationResult result = validator.validate(parser);
            String verdict = result.isCompliant() ? "PASS" : "FAIL";
            System.out.println(verdict + " " + result.getTotalAssertions() + " " + file);
            for (TestAssertion broken : result.getTestAssertions()) {
                if (broken.getStatus() == TestAssertion.Status.FAILED) {
                    System.out.println("  " + broken.getRuleId().getClause() + " " + broken.getMessage());
                }
            }
            return result.isCompliant();
        }
    }

    private PdfUaJudge() {}
}
