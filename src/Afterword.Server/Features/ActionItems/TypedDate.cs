using System.Globalization;
using Afterword.Server.Shell.Forms;

namespace Afterword.Server.Features.ActionItems;

/// <summary>Between a calendar date and what people type.</summary>
internal static class TypedDate
{
    private const string Form = "yyyy-MM-dd";

    /// <summary>The date; null when nothing was typed or it is none, which then stands in the errors.</summary>
    public static DateOnly? Read(string? text, FieldErrors errors, string field = "DueOn")
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }
        if (
            DateOnly.TryParseExact(
                text.Trim(),
                Form,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
        )
        {
            return day;
        }
        var shown = text.Length > 60 ? text[..60] + "…" : text;
        errors.Add(field, $"“{shown}” is no date. Write it as year-month-day, such as 2026-11-30.");
        return null;
    }

    /// <summary>A date as a form shows it; empty for none.</summary>
    public static string Of(DateOnly? on) => on?.ToString(Form, CultureInfo.InvariantCulture) ?? "";
}
