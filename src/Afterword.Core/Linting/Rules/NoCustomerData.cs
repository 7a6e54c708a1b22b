using System.Text.RegularExpressions;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>No card or account number stands in the document.</summary>
internal sealed partial class NoCustomerData : ILintRule
{
    public RuleInfo About { get; } = new("AW408", RuleFamily.Safety, Error, Error, Error);

    public void Check(LintDocument document, LintReport report)
    {
        foreach (var line in document.Lines)
        {
            var text = document.Source(line.Number);
            if (text.Length > 4000)
                text = text[..4000];
            if (!MayHoldNumber(text))
                continue;
            foreach (Match match in Card().Matches(text))
                // Sixteen digits in a row are an id more often than a card.
                if (
                    IsCard(match.Value)
                    && !OtherNumber()
                        .IsMatch(
                            text.AsSpan(Math.Max(0, match.Index - 30), Math.Min(match.Index, 30))
                        )
                    && (match.Value.AsSpan().IndexOfAny(' ', '-') > 0 || Payment().IsMatch(text))
                )
                    report.Add(
                        new(
                            line.Number,
                            match.Index + 1,
                            line.Number,
                            match.Index + match.Length + 1
                        ),
                        "This is the number of a payment card. Remove it, and tell whoever is responsible for data protection that it stood here."
                    );
            foreach (Match match in Iban().Matches(text))
                if (IsIban(match.Value))
                    report.Add(
                        new(
                            line.Number,
                            match.Index + 1,
                            line.Number,
                            match.Index + match.Length + 1
                        ),
                        "This is the number of a bank account. Remove it, and tell whoever is responsible for data protection that it stood here."
                    );
        }
    }

    // A card has fifteen digits or more, an account begins with two letters and two digits.
    private static bool MayHoldNumber(string text)
    {
        var digits = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i]))
                continue;
            if (
                ++digits >= 15
                || i > 2
                    && digits > 1
                    && char.IsAsciiLetterUpper(text[i - 2])
                    && char.IsAsciiLetterUpper(text[i - 3])
            )
                return true;
        }
        return false;
    }

    // The check digit of cards (Luhn, ISO/IEC 7812-1).
    private static bool IsCard(string text)
    {
        var digits = text.Where(char.IsAsciiDigit).Select(c => c - '0').ToArray();
        if (digits.Length is < 15 or > 16 || digits.Distinct().Count() < 4)
            return false;
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] * (i % 2 + 1);
            sum += digit > 9 ? digit - 9 : digit;
        }
        return sum % 10 == 0;
    }

    // ISO 13616: the country and check digits go to the end, letters become numbers, the rest by 97 is 1.
    private static bool IsIban(string text)
    {
        var plain = text.Replace(" ", "", StringComparison.Ordinal);
        if (plain.Length is < 15 or > 34)
            return false;
        var rest = 0;
        foreach (var c in plain[4..] + plain[..4])
            rest = char.IsAsciiDigit(c)
                ? (rest * 10 + (c - '0')) % 97
                : (rest * 100 + (c - 'A' + 10)) % 97;
        return rest == 1;
    }

    [GeneratedRegex(
        @"\b(?:card|cards|payment|credit|debit|visa|mastercard|amex|pan)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Payment();

    // "Tracking id 4000 1234 5678 9017" is a parcel.
    [GeneratedRegex(
        @"\b(?:tracking|parcel|shipment|trace|order|ticket|build|serial|request|session|message|transaction|invoice)(?: (?:id|no\.?|number))?[ :#]*$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex OtherNumber();

    [GeneratedRegex(
        @"(?<![\w.:/-])(?:4\d{3}|5[1-5]\d{2}|3[47]\d{2}|6011|2[2-7]\d{2})(?:[ -]?\d{4}){2}[ -]?\d{3,4}(?![\w.:/-]*\w)"
    )]
    private static partial Regex Card();

    [GeneratedRegex(@"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")]
    private static partial Regex Iban();
}
