using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Afterword.Server.Features.ActionItems;

/// <summary>
/// An Excel workbook of one sheet, written as it is read. Text is written as inline strings, which are never formulas; days and instants as
/// numbers with a date's form, so that they sort.
/// </summary>
internal sealed class XlsxFile : IAsyncDisposable
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private const string Office =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private const int CellLimit = 32_767; // characters in a cell, Excel's limit
    private const int Enough = 64 * 1024; // characters gathered before they leave

    // The styles of StylesPart, by their place.
    private const int HeadStyle = 1;
    private const int DayStyle = 2;
    private const int InstantStyle = 3;

    private static readonly DateTime Epoch = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Utc);

    private readonly ZipArchive _zip;
    private readonly Stream _sheet;
    private readonly StringBuilder _text = new();
    private int _row;

    private XlsxFile(ZipArchive zip, Stream sheet) => (_zip, _sheet) = (zip, sheet);

    /// <summary>Begins a workbook.</summary>
    /// <param name="to">Where it goes.</param>
    /// <param name="name">The sheet's name, at most 31 characters.</param>
    /// <param name="columns">What the first row says.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<XlsxFile> Begin(
        Stream to,
        string name,
        IReadOnlyList<string> columns,
        CancellationToken ct
    )
    {
        var zip = await ZipArchive.CreateAsync(
            to,
            ZipArchiveMode.Create,
            leaveOpen: true,
            null,
            ct
        );
        await Part(
            zip,
            "[Content_Types].xml",
            $"""<Types xmlns="{Types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{Sheet}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{Sheet}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="{Sheet}.styles+xml"/></Types>""",
            ct
        );
        await Part(
            zip,
            "_rels/.rels",
            $"""<Relationships xmlns="{Relations}"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
            ct
        );
        await Part(
            zip,
            "xl/_rels/workbook.xml.rels",
            $"""<Relationships xmlns="{Relations}"><Relationship Id="rId1" Type="{Office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Office}/styles" Target="styles.xml"/></Relationships>""",
            ct
        );
        await Part(
            zip,
            "xl/workbook.xml",
            $"""<workbook xmlns="{Main}" xmlns:r="{Office}"><sheets><sheet name="{Escaped(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>""",
            ct
        );
        await Part(zip, "xl/styles.xml", StylesPart, ct);
        var file = new XlsxFile(
            zip,
            await zip.CreateEntry("xl/worksheets/sheet1.xml").OpenAsync(ct)
        );
        file._text.Append(
            CultureInfo.InvariantCulture,
            $"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="{Main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>"""
        );
        file.Cells(columns, HeadStyle);
        return file;
    }

    /// <summary>Writes a row. Days, instants and whole numbers stay what they are; everything else is text.</summary>
    public async Task Row(IReadOnlyList<object?> cells, CancellationToken ct)
    {
        Cells(cells, 0);
        if (_text.Length > Enough)
        {
            await Send(ct);
        }
    }

    /// <summary>Ends the workbook; without this it does not open.</summary>
    public async ValueTask DisposeAsync()
    {
        _text.Append("</sheetData></worksheet>");
        await Send(CancellationToken.None);
        await _sheet.DisposeAsync();
        await _zip.DisposeAsync();
    }

    private void Cells(IReadOnlyList<object?> cells, int style)
    {
        _text.Append(CultureInfo.InvariantCulture, $"""<row r="{++_row}">""");
        for (var i = 0; i < cells.Count; i++)
        {
            Cell($"{Column(i)}{_row.ToString(CultureInfo.InvariantCulture)}", cells[i], style);
        }
        _text.Append("</row>");
    }

    private void Cell(string place, object? value, int style)
    {
        switch (value)
        {
            case null or "":
                break;
            case DateOnly day:
                Number(day.DayNumber - DateOnly.FromDateTime(Epoch).DayNumber, DayStyle);
                break;
            case DateTimeOffset at:
                Number(Math.Round((at.UtcDateTime - Epoch).TotalDays, 6), InstantStyle);
                break;
            case int number:
                Number(number, style);
                break;
            default:
                var text = Convert.ToString(value, CultureInfo.InvariantCulture)!;
                _text.Append(
                    CultureInfo.InvariantCulture,
                    $"""<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{Escaped(text.Length > CellLimit ? text[..(CellLimit - 1)] + "…" : text)}</t></is></c>"""
                );
                break;
        }

        void Number(double number, int form) =>
            _text.Append(
                CultureInfo.InvariantCulture,
                $"""<c r="{place}" s="{form}"><v>{number}</v></c>"""
            );
    }

    private async Task Send(CancellationToken ct)
    {
        await _sheet.WriteAsync(Encoding.UTF8.GetBytes(_text.ToString()), ct);
        _text.Clear();
    }

    private static async Task Part(ZipArchive zip, string name, string xml, CancellationToken ct)
    {
        await using var part = await zip.CreateEntry(name).OpenAsync(ct);
        await part.WriteAsync(
            Encoding.UTF8.GetBytes(
                $"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{xml}"""
            ),
            ct
        );
    }

    private static string Column(int index) =>
        index < 26
            ? $"{(char)('A' + index)}"
            : $"{(char)('A' + (index / 26) - 1)}{(char)('A' + (index % 26))}";

    /// <summary>Text for XML; characters that XML cannot hold become the replacement character, halves of a pair too.</summary>
    private static string Escaped(string text)
    {
        var safe = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                safe.Append(c).Append(text[++i]);
                continue;
            }
            safe.Append(
                c switch
                {
                    '&' => "&amp;",
                    '<' => "&lt;",
                    '>' => "&gt;",
                    '"' => "&quot;",
                    _ when char.IsSurrogate(c) || !XmlConvert.IsXmlChar(c) => "\ufffd",
                    _ => c.ToString(),
                }
            );
        }
        return safe.ToString();
    }

    private const string StylesPart =
        $"""<styleSheet xmlns="{Main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" numFmtId="164" applyNumberFormat="1"/><xf xfId="0" numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>""";
}
