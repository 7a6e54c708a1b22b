using System.Buffers.Text;
using System.IO.Compression;
using System.Text;
using Afterword.Core;
using Afterword.Core.Rendering;
using Afterword.Core.Templates;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Telling;
using Afterword.Server.Security;
using Afterword.Server.Shell;

namespace Afterword.Server.Features.Settings;

/// <summary>
/// What a template gives as the very mail, in a sandboxed frame with a policy of its own. The text that is being typed travels in the
/// frame's address: nothing is kept of a look, on any node.
/// </summary>
internal static class TemplateMail
{
    // The server takes a first line of 8 KB.
    private const int LongestAddress = 6_000;

    /// <summary>Where a column's mail stands; null when the text typed is too long for an address.</summary>
    public static string? Address(TemplateShow shown, TemplateColumn column)
    {
        var address =
            $"/settings/templates/{Uri.EscapeDataString(shown.Name)}/mail?audience={SnakeCase.Of(column.Audience)}"
            + (shown.Incident is null ? "" : $"&incident={Uri.EscapeDataString(shown.On)}")
            + (column.Typed is null ? "" : $"&text={Packed(column.Typed)}");
        return address.Length <= LongestAddress ? address : null;
    }

    /// <summary>The text part of the same mail.</summary>
    public static string Plain(TemplateShow shown, TemplateColumn column, Site site) =>
        $"{PlainText.Render(column.Words.Body).TrimEnd()}\n\n-- \n{MessageFooter.Of(column.Audience, shown.Incident, site)}\n";

    public static void MapTemplateMail(this IEndpointRouteBuilder app) =>
        app.MapGet("/settings/templates/{name}/mail", Show).RequireDeed(Deed.ManageSettings);

    private static async Task<IResult> Show(
        HttpContext http,
        AfterwordDb db,
        Store store,
        Caller caller,
        Func<Site> site,
        string name,
        string audience,
        string? incident,
        string? text,
        CancellationToken ct
    )
    {
        var here = site();
        if (
            TemplateSource.Shipped(name) is not { } shipped
            || !SnakeCase.TryParse<Audience>(audience, out var reader)
            || (text is null ? shipped : Unpacked(text)) is not { } typed
        )
        {
            return Results.NotFound();
        }
        TemplateShow shown;
        try
        {
            shown = await TemplateShow.Of(
                db,
                caller.Viewer,
                here,
                store.Now,
                name,
                typed,
                incident ?? "",
                ct
            );
        }
        catch (RuleException)
        {
            return Results.NotFound(); // the incident, to this viewer
        }
        if (shown.Columns.FirstOrDefault(c => c.Audience == reader) is not { } column)
        {
            return Results.NotFound();
        }
        http.AnswersMail();
        return Results.Text(
            HtmlMail.Render(
                column.Words.Body,
                new MailFrame
                {
                    Title = column.Words.Subject,
                    Footer = MessageFooter.Of(reader, shown.Incident, here),
                }
            ),
            "text/html; charset=utf-8"
        );
    }

    private static string Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal))
        {
            deflate.Write(Encoding.UTF8.GetBytes(text));
        }
        return Base64Url.EncodeToString(packed.ToArray());
    }

    /// <summary>The text; null for what was not packed here, or unpacks to more than a template may have.</summary>
    private static string? Unpacked(string packed)
    {
        try
        {
            using var deflate = new DeflateStream(
                new MemoryStream(Base64Url.DecodeFromChars(packed)),
                CompressionMode.Decompress
            );
            var text = new byte[4 * Template.MostCharacters];
            var length = deflate.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
            return length == text.Length ? null : Encoding.UTF8.GetString(text, 0, length);
        }
        catch (Exception wrong) when (wrong is FormatException or InvalidDataException)
        {
            return null;
        }
    }
}
