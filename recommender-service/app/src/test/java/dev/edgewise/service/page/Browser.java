/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A headless Chromium with a new profile, which records the requests and console messages of its
 * pages. It uses the browser and driver on the search path and downloads nothing.
 */
final class Browser implements AutoCloseable {
  /** The folder of downloaded files. */
  static final Path DOWNLOADS = Path.of("target", "downloads").toAbsolutePath();

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Runs axe-core and gives the violations that matter, one sentence each. */
  private static final String CHECK_ACCESS =
      """
      const done = arguments[arguments.length - 1];
      document.getAnimations().forEach(animation => animation.cancel()); // they fade texts in
      axe.run({resultTypes: ['violations']}).then(({violations}) => done(violations
          .filter(({impact}) => ['serious', 'critical'].includes(impact))
          .map(({id, help, nodes}) => `${id}: ${help}: ${nodes.map(({target}) => target).join()}`)),
        failure => done([String(failure)]));
      """;

  private final ChromeDriver driver;

  private Browser(Path chromium, Path chromedriver) {
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver.toFile())
            .usingAnyFreePort()
            .build();
    this.driver = new ChromeDriver(service, options(chromium));
  }

  /** Starts a browser; empty when Chromium or its driver isn't installed. */
  static Optional<Browser> start() {
    Optional<Path> chromium = onPath("chromium", "chromium-browser", "google-chrome");
    Optional<Path> chromedriver = onPath("chromedriver");
    if (chromium.isEmpty() || chromedriver.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Browser(chromium.get(), chromedriver.get()));
  }

  private static Optional<Path> onPath(String... names) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(names)
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(dir -> Path.of(dir, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static ChromeOptions options(Path chromium) {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.toFile());
    options.setCapability("goog:loggingPrefs", logs);
    options.setExperimentalOption(
        "prefs",
        Map.of(
            "download.default_directory",
            DOWNLOADS.toString(),
            "intl.accept_languages",
            "en-GB,en"));
    return options.addArguments(
        "--headless=new",
        "--hide-scrollbars",
        "--blink-settings=primaryHoverType=2,availableHoverTypes=2",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1280,900");
  }

  /** Opens a page with empty storage, like a first visit. */
  void open(String url) {
    driver.get(url);
    driver.executeScript("localStorage.clear(); sessionStorage.clear()");
    driver.get("about:blank");
    driver.get(url);
  }

  /** Loads the current page again. */
  void reload() {
    driver.navigate().refresh();
  }

  /** Leaves the page, which ends the visit. */
  void leave() {
    driver.get("about:blank");
  }

  /** Waits for an element that matches the selector. */
  WebElement find(String selector) {
    return waiting(selector)
        .until(d -> d.findElements(By.cssSelector(selector)).stream().findFirst().orElse(null));
  }

  /** Returns the elements that match the selector now. */
  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /** Waits until the first element that matches the selector has a text that isn't blank. */
  String text(String selector) {
    return waiting(selector)
        .until(d ->
            d.findElements(By.cssSelector(selector)).stream()
                .map(WebElement::getText)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(null));
  }

  /** Waits until a JavaScript expression is true. */
  void until(String condition) {
    waiting(condition).until(d -> script(condition).equals(true));
  }

  /** Waits until a condition outside the page is true. */
  void until(Callable<Boolean> condition) {
    waiting("a condition")
        .until(d -> {
          try {
            return condition.call();
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
  }

  /** Runs the JavaScript of a test resource and returns the list that it returns. */
  List<String> listOf(String resource) {
    return strings(driver.executeScript(textOf(resource)));
  }

  /** Returns the serious and critical violations that axe-core finds on the page as it is now. */
  List<String> accessProblems() {
    if (script("typeof axe").equals("undefined")) {
      driver.executeScript(textOf("/axe.min.js"));
    }
    return strings(driver.executeAsyncScript(CHECK_ACCESS));
  }

  private static List<String> strings(Object list) {
    return ((List<?>) list).stream().map(String::valueOf).toList();
  }

  private static String textOf(String resource) {
    try (InputStream in = Browser.class.getResourceAsStream(resource)) {
      byte[] text = Objects.requireNonNull(in, resource).readAllBytes();
      return new String(text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the value of a JavaScript expression. */
  Object script(String expression) {
    Object value = driver.executeScript("return " + expression);
    return value == null ? "" : value;
  }

  /** Presses keys, one after the other, at the current focus. */
  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** Presses Tab until the focus is on an element that matches the selector. */
  void tabTo(String selector) {
    String there = "document.activeElement.matches(\"%s\")".formatted(selector);
    for (int presses = 0; presses < 200 && !script(there).equals(true); presses++) {
      press(Keys.TAB);
    }
    until(there);
  }

  /** Moves the pointer over an element without a click. */
  void pointAt(WebElement element) {
    new Actions(driver).moveToElement(element).perform();
  }

  /** Waits until all animations and transitions have ended. */
  void awaitRest() {
    until("document.getAnimations().every(animation => animation.playState === 'finished')");
  }

  /** Saves a screenshot of the visible part of the page. */
  void picture(Path file) throws IOException {
    awaitRest();
    Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
  }

  /** Sets the size of the page in CSS pixels. */
  void screen(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  /** Chooses dark or light colours. */
  void dark(boolean dark) {
    Map<String, String> scheme =
        Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
  }

  /** Sets the languages that pages opened from now on are told, the preferred one first. */
  void languages(String tags) {
    String agent = script("navigator.userAgent").toString();
    driver.executeCdpCommand(
        "Emulation.setUserAgentOverride", Map.of("userAgent", agent, "acceptLanguage", tags));
  }

  /** Disconnects the page from the network, or reconnects it. */
  void offline(boolean cut) {
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand(
        "Network.emulateNetworkConditions",
        Map.of("offline", cut, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
  }

  /** Returns the warnings and errors on the console since the last call. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(entry -> entry.getMessage())
        .toList();
  }

  /** Returns the URLs that pages requested since the last call. */
  List<String> requests() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(entry -> parse(entry.getMessage()).path("message"))
        .filter(message -> message.path("method").asText().equals("Network.requestWillBeSent"))
        .map(message -> message.at("/params/request/url").asText())
        .toList();
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private WebDriverWait waiting(String what) {
    WebDriverWait wait = new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50));
    wait.withMessage(() -> what + " on a page that says\n" + script("document.body.innerText"));
    wait.ignoring(StaleElementReferenceException.class);
    return wait;
  }

  @Override
  public void close() {
    driver.quit();
  }
}
