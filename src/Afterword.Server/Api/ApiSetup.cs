namespace Afterword.Server.Api;

/// <summary>What Program.cs calls for the API: errors as problem+json, JSON in the documented form, idempotent POSTs.</summary>
internal static class ApiSetup
{
    public static void AddApi(this IServiceCollection services)
    {
        services.AddProblemDetails();
        services.AddExceptionHandler<Problems>();
        services.ConfigureHttpJsonOptions(options => Json.Configure(options.SerializerOptions));
        services.AddApiDescription();
    }

    /// <summary>After authentication: an idempotency key belongs to a caller.</summary>
    public static void UseApi(this WebApplication app) => app.UseMiddleware<Idempotency>();
}
