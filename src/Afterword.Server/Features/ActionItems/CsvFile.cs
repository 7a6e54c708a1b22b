using System.Buffers;
using System.Text;

namespace Afterword.Server.Features.ActionItems;

/// <summary>
/// Comma-separated lines (RFC 4180) as spreadsheets open them: UTF-8 with its mark, every line ended by CR LF. A cell that a spreadsheet
/// would take for a formula gets an apostrophe in front, so that nothing in a title ever runs on somebody's desk.
/// </summary>
internal sealed class CsvFile(Stream to)
{
    private const int Enough = 32 * 1024; // characters gathered before they leave

    private static readonly SearchValues<char> Special = SearchValues.Create("\",\r\n\t");
    private readonly StringBuilder _text = new("\ufeff");

    /// <summary>Writes a line.</summary>
    public async Task Row(IReadOnlyList<string> cells, CancellationToken ct)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            _text.Append(i > 0 ? "," : "").Append(Cell(cells[i]));
        }
        _text.Append("\r\n");
        if (_text.Length > Enough)
        {
            await End(ct);
        }
    }

    /// <summary>Sends what is left.</summary>
    public async Task End(CancellationToken ct)
    {
        await to.WriteAsync(Encoding.UTF8.GetBytes(_text.ToString()), ct);
        _text.Clear();
    }

    private static string Cell(string text)
    {
        var safe = IsFormula(text) ? $"'{text}" : text;
        return safe.AsSpan().ContainsAny(Special)
            ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : safe;
    }

    /// <summary>Whether a spreadsheet may take a text for a formula: by its first character, also in its full-width form or behind spaces.</summary>
    internal static bool IsFormula(string text)
    {
        if (text.Length > 0 && text[0] is ('\t' or '\r' or '\n'))
        {
            return true;
        }
        var first = text.AsSpan().TrimStart();
        return first.Length > 0
            && first[0]
                is '='
                    or '+'
                    or '-'
                    or '@'
                    or '\uff1d'
                    or '\uff0b'
                    or '\uff0d'
                    or '\uff20'
                    or '\u2212';
    }
}
