package io.txswitch.cluster.e2e;

import static org.awaitility.Awaitility.await;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Chromium without a window, as one payer has it: new, empty (its driver makes a profile and removes it again), and
 * with the name of his app.
 */
final class Browser implements AutoCloseable {
    static final String WECHAT = "Mozilla/5.0 (iPhone) AppleWebKit MicroMessenger/8.0.50 NetType/WIFI";
    static final String ALIPAY = "Mozilla/5.0 (Linux; Android 14) AliApp(AP/10.6) AlipayClient/10.6 Mobile";
    static final String UNIONPAY = "Mozilla/5.0 (iPhone) UnionPay/1.0 CloudPay";
    static final String PHONE = "Mozilla/5.0 (Linux; Android 14) Chrome/131 Mobile Safari/537.36";
    static final String DESK = "Mozilla/5.0 (X11; Linux x86_64) Chrome/131";

    /** A page that never looks again stays as it was drawn. */
    static final String NO_TIMERS = "window.setTimeout = () => 0;";
    /** A page that looks again at once comes to the end of its patience. */
    static final String FAST_TIMERS =
            "{ const real = window.setTimeout.bind(window); window.setTimeout = (f) => real(f, 1); }";

    private static final String PROGRAM = "txswitch.browser";
    private static final String DRIVER = "txswitch.browser.driver";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** That no typed commands fit this very Chromium is no news: only plain ones are sent. Loggers are weak. */
    private static final List<Logger> NO_NEWS = List.of(
            Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder"),
            Logger.getLogger("org.openqa.selenium.chromium.ChromiumDriver"));

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /**
     * Starts one.
     *
     * @param scripts run in each page before its own
     */
    static Browser open(String userAgent, String... scripts) {
        NO_NEWS.forEach(each -> each.setLevel(Level.SEVERE));
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium());
        // The pages are ours, and a build often runs as root, where Chromium's own sandbox cannot.
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=600,1000",
                "--user-agent=" + userAgent);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver())
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        for (String script : scripts) {
            driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
        }
        return new Browser(driver);
    }

    /** An {@link IllegalStateException} that says what to install. */
    static void mustBeThere() {
        chromium();
        driver();
    }

    private static File chromium() {
        return program(PROGRAM, "chromium", "chromium-browser", "google-chrome");
    }

    private static File driver() {
        return program(DRIVER, "chromedriver");
    }

    private static File program(String property, String... names) {
        String told = System.getProperty(property);
        Stream<File> places = told != null
                ? Stream.of(new File(told))
                : Arrays.stream(names)
                        .flatMap(name -> Arrays.stream(
                                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                                .map(folder -> new File(folder, name)));
        return places.filter(File::canExecute)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + names[0]
                        + " found: these tests need Chromium and its driver (Debian: apt-get install chromium"
                        + " chromium-driver), on the PATH or named by -D" + PROGRAM + "=… and -D" + DRIVER + "=…"));
    }

    void visit(String url) {
        driver.get(url);
    }

    String address() {
        return String.valueOf(driver.getCurrentUrl());
    }

    /** Runs a script's body in the page, and gives what it returns. */
    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Runs the body of an asynchronous function; gives what it returns, or "refused: …" for what it throws. */
    Object runAsync(String body, Object... arguments) {
        return driver.executeAsyncScript(
                "const done = arguments[arguments.length - 1];"
                        + "(async (...given) => {" + body
                        + "})(...arguments).then(done, (cause) => done('refused: ' + cause));",
                arguments);
    }

    /** The text of the first element as the payer sees it; empty when there is none. */
    String text(String css) {
        return String.valueOf(run(
                "const found = document.querySelector(arguments[0]);"
                        + " return found && found.getClientRects().length ? found.innerText : ''",
                css));
    }

    List<String> texts(String css) {
        return driver.findElements(By.cssSelector(css)).stream()
                .map(each -> String.valueOf(each.getText()))
                .toList();
    }

    String attribute(String css, String name) {
        return String.valueOf(driver.findElement(By.cssSelector(css)).getDomProperty(name));
    }

    boolean has(String css) {
        return !driver.findElements(By.cssSelector(css)).isEmpty();
    }

    void click(String css) {
        until(css + " is there", () -> has(css));
        driver.findElement(By.cssSelector(css)).click();
    }

    void type(String css, String text) {
        driver.findElement(By.cssSelector(css)).clear();
        driver.findElement(By.cssSelector(css)).sendKeys(text);
    }

    void awaitText(String css, String wanted) {
        until(css + " says " + wanted, () -> text(css).contains(wanted));
    }

    /** Waits; while a page changes, a question about it may find none. */
    void until(String what, java.util.concurrent.Callable<Boolean> condition) {
        await(what)
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(condition);
    }

    /** What a telephone reads in the code as it is drawn. */
    String scanned(String css) {
        until(
                css + " is drawn",
                () -> Boolean.TRUE.equals(run(
                        "const image = document.querySelector(arguments[0]); return !!image && image.complete"
                                + " && image.naturalWidth > 0",
                        css)));
        byte[] png = driver.findElement(By.cssSelector(css)).getScreenshotAs(OutputType.BYTES);
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
            int width = image.getWidth();
            int height = image.getHeight();
            LuminanceSource pixels =
                    new RGBLuminanceSource(width, height, image.getRGB(0, 0, width, height, null, 0, width));
            return new MultiFormatReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(pixels)))
                    .getText();
        } catch (IOException | NotFoundException e) {
            throw new IllegalStateException("no code can be read", e);
        }
    }

    /** Errors on the console since the last look: refused by a policy, not found, thrown by a script. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(each -> each.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
