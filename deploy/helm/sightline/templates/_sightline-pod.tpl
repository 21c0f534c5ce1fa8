{{/* What web, worker and orders have in common: everything but their command. */}}

{{- define "sightline.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "sightline.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "sightline.image" -}}
image: {{ printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
{{- end }}

{{- define "sightline.environment" -}}
env:
  - name: DATABASE_URL
    valueFrom:
      secretKeyRef:
        name: {{ .Values.database.secret }}
        key: {{ .Values.database.key }}
  - name: SIGHTLINE_URL
    value: {{ .Values.url | quote }}
  - name: SIGHTLINE_SITES
    value: /etc/sightline/sites/sites.json
  - name: SIGHTLINE_KEY_FILE
    value: /etc/sightline/encryption/key
  # In Kubernetes the GPU is Triton's.
  - name: SIGHTLINE_PROVIDERS
    value: cpu
  {{- if .Values.models.claim }}
  - name: SIGHTLINE_MODELS
    value: /models
  {{- end }}
  - name: LOG_LEVEL
    value: {{ .Values.logLevel }}
{{- end }}

{{- define "sightline.environmentFrom" -}}
{{- with .Values.secretEnvironment }}
envFrom:
  {{- range . }}
  - secretRef:
      name: {{ . }}
  {{- end }}
{{- end }}
{{- end }}

{{- define "sightline.mounts" -}}
volumeMounts:
  - name: sites
    mountPath: /etc/sightline/sites
    readOnly: true
  - name: encryption-key
    mountPath: /etc/sightline/encryption
    readOnly: true
  {{- range $at, $file := .Values.secretFiles }}
  - name: secret-{{ $at }}
    mountPath: {{ $file.mountPath }}
    readOnly: true
  {{- end }}
  {{- if .Values.models.claim }}
  - name: models
    mountPath: /models
    readOnly: true
  {{- end }}
  - name: temporary
    mountPath: /tmp
{{- end }}

{{- define "sightline.volumes" -}}
volumes:
  - name: sites
    configMap:
      name: {{ .Values.sites.configMap }}
      items:
        - key: {{ .Values.sites.key }}
          path: sites.json
  - name: encryption-key
    secret:
      secretName: {{ .Values.encryptionKey.secret }}
      defaultMode: 0440
      items:
        - key: {{ .Values.encryptionKey.key }}
          path: key
  {{- range $at, $file := .Values.secretFiles }}
  - name: secret-{{ $at }}
    secret:
      secretName: {{ $file.secret }}
      defaultMode: 0440
  {{- end }}
  {{- if .Values.models.claim }}
  - name: models
    persistentVolumeClaim:
      claimName: {{ .Values.models.claim }}
      readOnly: true
  {{- end }}
  - name: temporary
    emptyDir:
      sizeLimit: 1Gi
{{- end }}

{{- define "sightline.podStart" -}}
serviceAccountName: {{ include "sightline.name" . }}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
securityContext:
  {{- include "sightline.podSecurity" . | nindent 2 }}
initContainers:
  # Pods that come at once wait for each other (advisory lock).
  - name: migrate
    {{- include "sightline.image" . | nindent 4 }}
    command: [/usr/bin/tini, --, /app/deploy/migrate.sh]
    {{- include "sightline.environment" . | nindent 4 }}
    securityContext:
      {{- include "sightline.containerSecurity" . | nindent 6 }}
    resources:
      requests: { cpu: 100m, memory: 256Mi }
      limits: { memory: 512Mi }
    {{- include "sightline.mounts" . | nindent 4 }}
{{- end }}
