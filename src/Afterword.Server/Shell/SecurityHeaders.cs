namespace Afterword.Server.Shell;

/// <summary>The headers that stand on every answer, errors and bundled files included.</summary>
internal static class SecurityHeaders
{
    /// <summary>Only our own files; nothing inline; only our own frames; no plug-ins; no base.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>
    /// A message's own HTML, within a frame of ours: mail has its styles inline because mail programs know no other; it may load,
    /// run, post and open nothing.
    /// </summary>
    public const string MailPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox";

    /// <summary>Says that this answer is the HTML of a message, shown in a sandboxed frame.</summary>
    public static void AnswersMail(this HttpContext context) =>
        context.Items[typeof(SecurityHeaders)] = MailPolicy;

    /// <summary>Says that this answer stands in other people's pages: it has one style sheet, loads and runs nothing, and anybody may frame it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="style">The hash of the style sheet.</param>
    public static void AnswersEmbed(this HttpContext context, string style) =>
        context.Items[EmbedKey] =
            $"default-src 'none'; style-src {style}; base-uri 'none'; form-action 'none'; frame-ancestors *; sandbox allow-popups allow-popups-to-escape-sandbox";

    private const string EmbedKey = "embed policy";

    // Two years, the figure that browsers' preload lists ask for.
    private const string StrictTransport = "max-age=63072000; includeSubDomains";

    public static void UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                // On starting: an exception handler clears headers that were set earlier.
                context.Response.OnStarting(
                    static state =>
                    {
                        Write((HttpContext)state);
                        return Task.CompletedTask;
                    },
                    context
                );
                return next(context);
            }
        );

    private static void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        var mail = context.Items.ContainsKey(typeof(SecurityHeaders));
        var embed = context.Items[EmbedKey] as string;
        headers.ContentSecurityPolicy = embed ?? (mail ? MailPolicy : ContentSecurityPolicy);
        headers.XContentTypeOptions = "nosniff";
        if (embed is null)
        {
            headers.XFrameOptions = mail ? "SAMEORIGIN" : "DENY";
        }
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = embed is null ? "same-origin" : "cross-origin";
        headers["Permissions-Policy"] =
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = StrictTransport;
        }
        // Private unless somebody said otherwise; antiforgery's own "no-cache, no-store" is this too, in its words.
        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = "no-store";
        }
    }
}
