using System.IO.Compression;
using System.Net;
using System.Xml.Linq;
using Afterword.Server.Features.ActionItems;
using Afterword.Tests.Support;

namespace Afterword.Tests.Features.ActionItems;

public sealed class ItemExportTests
{
    private static readonly XNamespace Main =
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    [Theory, ClassData(typeof(Databases))]
    public async Task The_filtered_list_leaves_whole_as_CSV_and_as_a_workbook(string provider)
    {
        await using var world = await ItemApp.Start(provider);
        for (var i = 0; i < 230; i++)
        {
            await world.Add(new { title = $"Rotate key {i}", dueOn = "2026-12-01" });
        }
        await world.Add(new { title = "Something else" });

        using var csv = await world.Browser.GetAsync(Address("/action-items/export.csv?q=rotate"));
        using var xlsx = await world.Api.GetAsync(
            Address("/api/v1/action-items/export.xlsx?q=rotate")
        );
        var lines = (await csv.Content.ReadAsStringAsync()).Split("\r\n");
        var rows = Sheet(await xlsx.Content.ReadAsStreamAsync());

        Assert.Equal("text/csv", csv.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith(
            "Key,Title,Owner,Priority,Status,Due,",
            lines[0],
            StringComparison.Ordinal
        );
        Assert.Equal([0xef, 0xbb, 0xbf], (await csv.Content.ReadAsByteArrayAsync())[..3]);
        Assert.Equal(232, lines.Length);
        Assert.Equal(231, rows.Count);
        Assert.Equal("Rotate key 229", rows[230][1]);
        // A day is a number, so that it sorts: 2026-12-01 is day 46357 of a spreadsheet.
        Assert.Equal("46357", rows[1][5]);
    }

    [Fact]
    public async Task No_title_runs_as_a_formula_and_none_breaks_the_file()
    {
        await using var world = await ItemApp.Start();
        string[] hostile =
        [
            "=HYPERLINK(\"https://evil.test\",\"x\")",
            "+1+1",
            "-2+3",
            "@SUM(A1:A9)",
            "\uff1dcmd|' /C calc'!A0",
            "a \"quoted\", <b>&amp;</b> one",
            "Broken \ud83d pair and \u0007 bell",
        ];
        foreach (var title in hostile)
        {
            await world.Add(new { title });
        }

        using var csv = await world.Browser.GetAsync(Address("/action-items/export.csv"));
        using var xlsx = await world.Browser.GetAsync(Address("/action-items/export.xlsx"));
        var lines = (await csv.Content.ReadAsStringAsync()).Split("\r\n");
        using var file = new ZipArchive(await xlsx.Content.ReadAsStreamAsync());
        var sheet = await Part(file, "xl/worksheets/sheet1.xml");

        foreach (var line in lines[1..6])
        {
            var cell = line.Split(',', 2)[1].TrimStart('"');
            Assert.True(cell[0] == '\'', line);
        }
        Assert.Contains("a \"\"quoted\"\", <b>", lines[6], StringComparison.Ordinal);
        Assert.Empty(sheet.Descendants(Main + "f"));
        Assert.All(
            sheet.Descendants(Main + "c").Where(c => ((string)c.Attribute("r")!).StartsWith('B')),
            cell => Assert.Equal("inlineStr", (string?)cell.Attribute("t"))
        );
        Assert.Contains(
            "=HYPERLINK(\"https://evil.test\",\"x\")",
            sheet.Descendants(Main + "t").Select(t => t.Value)
        );
    }

    [Fact]
    public async Task Every_part_the_workbook_names_is_there()
    {
        await using var world = await ItemApp.Start();
        await world.Add(new { title = "Rotate keys" });

        using var xlsx = await world.Browser.GetAsync(Address("/action-items/export.xlsx"));
        using var file = new ZipArchive(await xlsx.Content.ReadAsStreamAsync());
        var types = await Part(file, "[Content_Types].xml");

        foreach (var part in types.Root!.Elements().Attributes("PartName"))
        {
            Assert.NotNull(file.GetEntry(part.Value.TrimStart('/')));
        }
        foreach (
            var (rels, folder) in new[]
            {
                ("_rels/.rels", ""),
                ("xl/_rels/workbook.xml.rels", "xl/"),
            }
        )
        {
            foreach (var target in (await Part(file, rels)).Root!.Elements().Attributes("Target"))
            {
                Assert.NotNull(file.GetEntry(folder + target.Value));
            }
        }
    }

    [Fact]
    public async Task A_filter_that_means_nothing_leads_to_the_list_that_says_so()
    {
        await using var world = await ItemApp.Start();

        using var page = await world.Browser.GetAsync(
            Address("/action-items/export.csv?status=opne")
        );
        using var api = await world.Api.GetAsync(
            Address("/api/v1/action-items/export.csv?status=opne")
        );

        Assert.Equal("/action-items?status=opne", page.Target());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, api.StatusCode);
    }

    [Theory]
    [InlineData("\t=1", true)]
    [InlineData("  =1", true)]
    [InlineData("\uff0b1", true)]
    [InlineData("Alert = page", false)]
    [InlineData("", false)]
    public void What_a_spreadsheet_takes_for_a_formula_is_known(string text, bool formula) =>
        Assert.Equal(formula, CsvFile.IsFormula(text));

    private static Uri Address(string path) => new(path, UriKind.Relative);

    private static List<string[]> Sheet(Stream xlsx)
    {
        using var file = new ZipArchive(xlsx);
        using var part = file.GetEntry("xl/worksheets/sheet1.xml")!.Open();
        return
        [
            .. XDocument
                .Load(part)
                .Descendants(Main + "row")
                .Select(row =>
                {
                    var cells = new string[17];
                    foreach (var cell in row.Elements())
                    {
                        cells[((string)cell.Attribute("r")!)[0] - 'A'] = cell.Value;
                    }
                    return cells;
                }),
        ];
    }

    private static async Task<XDocument> Part(ZipArchive file, string name)
    {
        await using var part = await file.GetEntry(name)!.OpenAsync();
        return await XDocument.LoadAsync(part, LoadOptions.None, default);
    }
}
